import type { Group } from "../../engine/definition/drawing.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { edited, membersPlace, without, type Changes } from "./members.js";

/** One edit of the groups of a picture. States join and leave one by one, so that two people's changes are both there. */
export type GroupStep =
  | { readonly do: "addGroup"; readonly id: string; readonly group: Group }
  | { readonly do: "removeGroup"; readonly group: string }
  | {
      readonly do: "setGroup";
      readonly group: string;
      readonly change: Changes<Pick<Group, "name" | "colour">>;
    }
  | {
      readonly do: "joinGroup";
      readonly state: string;
      /** The group that it is in from now on; null for none. */
      readonly group: string | null;
    };

/** The workflow after one step; the same one when the step does not fit it. */
export function applyGroupStep(workflow: Workflow, step: GroupStep): Workflow {
  const { groups = {}, states } = workflow;
  switch (step.do) {
    case "addGroup": {
      const members = step.group.states.filter((state) => Object.hasOwn(states, state));
      if (Object.hasOwn(groups, step.id) || members.length === 0) return workflow;
      const others = withoutMembers(workflow, members);
      const group = { ...step.group, states: members };
      return { ...others, groups: { ...others.groups, [step.id]: group } };
    }
    case "removeGroup":
      return withGroups(workflow, (all) => all.filter(([id]) => id !== step.group));
    case "setGroup":
      return Object.hasOwn(groups, step.group)
        ? { ...workflow, groups: edited<Group>(groups, step.group, step.change) }
        : workflow;
    case "joinGroup":
      return joined(workflow, step);
  }
}

/** Typing the name of one group is one step. Null for all others. */
export function placeOfGroupStep(step: GroupStep): string | null {
  return step.do === "setGroup" ? membersPlace(`group ${step.group}`, step.change) : null;
}

/** Without these states in any group. A group that loses its last one is gone: nothing is left to frame. */
export function withoutMembers(workflow: Workflow, gone: readonly string[]): Workflow {
  return withGroups(workflow, (all) =>
    all
      .map(([id, group]) => {
        const states = group.states.filter((state) => !gone.includes(state));
        return [id, states.length === group.states.length ? group : { ...group, states }] as const;
      })
      .filter(([, { states }]) => states.length > 0),
  );
}

function joined(
  workflow: Workflow,
  { state, group: id }: Extract<GroupStep, { readonly do: "joinGroup" }>,
): Workflow {
  const group = id === null ? null : workflow.groups?.[id];
  if (group === undefined || !Object.hasOwn(workflow.states, state)) return workflow;
  if (group === null || id === null) return withoutMembers(workflow, [state]);
  if (group.states.includes(state)) return workflow;
  return withGroups(workflow, (all) =>
    all
      .map(([one, { states, ...rest }]) => {
        const others = states.filter((other) => other !== state);
        return [one, { ...rest, states: one === id ? [...others, state] : others }] as const;
      })
      .filter(([, { states }]) => states.length > 0),
  );
}

type Entries = readonly (readonly [id: string, group: Group])[];

function withGroups(workflow: Workflow, change: (all: Entries) => Entries): Workflow {
  const all = Object.entries(workflow.groups ?? {});
  const left = change(all);
  if (left.length === all.length && left.every(([, group], at) => group === all[at]?.[1]))
    return workflow;
  return left.length === 0
    ? without(workflow, "groups")
    : { ...workflow, groups: Object.fromEntries(left) };
}
