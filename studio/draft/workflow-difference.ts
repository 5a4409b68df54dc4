import { PUBLISHED_SCHEMAS } from "../../engine/definition/schemas.js";
import type { Group, Note } from "../../engine/definition/drawing.js";
import type { State, Transition, Workflow } from "../../engine/definition/workflow.js";
import { inOrder } from "../../engine/text/in-order.js";
import { definitionText } from "../../engine/text/write.js";
import type { Changes } from "./members.js";
import {
  applyWorkflowStep,
  type Corner,
  type OrderedList,
  type WorkflowSettings,
  type WorkflowStep,
} from "./workflow-steps.js";

/** One edit of a workflow that is not made of others. */
export type SingleStep = Exclude<WorkflowStep, { readonly do: "together" }>;

/**
 * The step that makes one workflow of another: as few single edits as name what is different, together when there are several, and
 * the whole workflow where edits cannot say it. Null when both are the same, the order of what has an order included.
 */
export function differenceOf(before: Workflow, after: Workflow): WorkflowStep | null {
  const wanted = definitionText("workflow", after);
  if (definitionText("workflow", before) === wanted) return null;
  const steps = editsBetween(before, after);
  const [only] = steps;
  const made = steps.reduce<Workflow>(applyWorkflowStep, before);
  if (!only || definitionText("workflow", made) !== wanted)
    return { do: "replaceAll", workflow: after };
  return steps.length === 1 ? only : { do: "together", steps };
}

/** The single edits that name what is different; they need not say all of it, such as the order of members. */
export function editsBetween(before: Workflow, after: Workflow): readonly SingleStep[] {
  return stepsTo(arranged(before), arranged(after));
}

/** Members in one order, so that what was only written in another is not different. */
function arranged(workflow: Workflow): Workflow {
  return inOrder(workflow, PUBLISHED_SCHEMAS.workflow) as Workflow;
}

function stepsTo(before: Workflow, after: Workflow): readonly SingleStep[] {
  const steps: SingleStep[] = [];
  /** As it stands with the steps so far: a removal can take more along than it names. */
  let now = before;
  const add = (step: SingleStep) => {
    now = applyWorkflowStep(now, step);
    steps.push(step);
  };
  for (const [id, state] of added(before.states, after.states)) add({ do: "addState", id, state });
  if (after.initial !== before.initial) add({ do: "beginAt", state: after.initial });
  for (const [state] of added(after.states, before.states)) add({ do: "removeState", state });
  for (const [state, change] of changed<State>(now.states, after.states))
    add({ do: "setState", state, change });
  for (const [transition] of added(after.transitions, now.transitions))
    add({ do: "removeTransition", transition });
  for (const [id, transition] of added(now.transitions, after.transitions))
    add({ do: "addTransition", id, transition });
  for (const [transition, change] of changed<Transition>(now.transitions, after.transitions))
    add({ do: "setTransition", transition, change });
  for (const [form, value] of replaced(now.forms, after.forms)) add({ do: "setForm", form, value });
  for (const [clock, value] of replaced(now.clocks, after.clocks))
    add({ do: "setClock", clock, value });
  const settings = changesOf(settingsOf(now), settingsOf(after));
  if (Object.keys(settings).length > 0) add({ do: "setWorkflow", change: settings });
  for (const step of layoutSteps(now, after)) add(step);
  for (const step of noteSteps(now, after)) add(step);
  for (const step of groupSteps(now, after)) add(step);
  for (const list of ["states", "transitions", "forms", "clocks", "notes", "groups"] as const)
    if (isInOtherOrder(list, now, after))
      add({ do: "order", list, ids: Object.keys(after[list] ?? {}) });
  return steps;
}

function layoutSteps({ layout = {} }: Workflow, after: Workflow): readonly SingleStep[] {
  const next = after.layout ?? {};
  const isLess = Object.keys(layout).some((state) => !Object.hasOwn(next, state));
  const corners = Object.entries(next)
    .filter(([state, corner]) => isLess || !isSame(layout[state], corner))
    .map(([state, [x = 0, y = 0]]) => [state, [x, y] as Corner] as const);
  return [
    ...(isLess ? [{ do: "arrange" } as const] : []),
    ...(corners.length > 0 ? [{ do: "place", corners: Object.fromEntries(corners) } as const] : []),
  ];
}

function noteSteps({ notes = {} }: Workflow, after: Workflow): readonly SingleStep[] {
  const next = after.notes ?? {};
  return [
    ...added(next, notes).map(([note]) => ({ do: "removeNote" as const, note })),
    ...added(notes, next).map(([id, note]) => ({ do: "addNote" as const, id, note })),
    ...changed<Note>(notes, next).map(([note, change]) => ({
      do: "setNote" as const,
      note,
      change,
    })),
  ];
}

function groupSteps({ groups = {} }: Workflow, after: Workflow): readonly SingleStep[] {
  const next = after.groups ?? {};
  const named = (all: All<Group>) =>
    Object.fromEntries(Object.entries(all).map(([id, { name, colour }]) => [id, { name, colour }]));
  const groupOf = (all: All<Group>, state: string) =>
    Object.keys(all).find((id) => all[id]?.states.includes(state)) ?? null;
  const states = [...new Set(Object.values({ ...groups, ...next }).flatMap((one) => one.states))];
  return [
    ...added(next, groups).map(([group]) => ({ do: "removeGroup" as const, group })),
    ...added(groups, next).map(([id, group]) => ({ do: "addGroup" as const, id, group })),
    ...changed(named(groups), named(next)).map(([group, change]) => ({
      ...{ do: "setGroup" as const, group, change },
    })),
    ...[...states]
      .filter((state) => {
        const to = groupOf(next, state);
        return groupOf(groups, state) !== to && (to === null || Object.hasOwn(groups, to));
      })
      .map((state) => ({ do: "joinGroup" as const, state, group: groupOf(next, state) })),
  ];
}

type All<Of> = Readonly<Record<string, Of>>;

/** The entries that only the second has. */
function added<Of>(first: All<Of>, second: All<Of>): readonly (readonly [string, Of])[] {
  return Object.entries(second).filter(([id]) => !Object.hasOwn(first, id));
}

/** The entries that both have, with what is different. */
function changed<Of extends object>(
  first: All<Of>,
  second: All<Of>,
): readonly (readonly [string, Changes<Of>])[] {
  return Object.entries(second).flatMap(([id, one]) => {
    const before = Object.hasOwn(first, id) ? first[id] : undefined;
    const change = before ? changesOf(before, one) : {};
    return Object.keys(change).length > 0 ? [[id, change] as const] : [];
  });
}

/** The entries that are new or different, whole; null for those that are gone. */
function replaced<Of>(
  first: All<Of> = {},
  second: All<Of> = {},
): readonly (readonly [string, Of | null])[] {
  const gone = added(second, first).map(([id]) => [id, null] as const);
  const next = Object.entries(second).filter(([id, one]) => !isSame(first[id], one));
  return [...gone, ...next];
}

function changesOf<Of extends object>(before: Of, after: Of): Changes<Of> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Of)[];
  const different = names.filter((name) => !isSame(before[name], after[name]));
  return Object.fromEntries(
    different.map((name) => [name, after[name] ?? null]),
  ) as unknown as Changes<Of>;
}

function settingsOf(workflow: Workflow): WorkflowSettings {
  const { kind: _kind, spec: _spec, id: _id, initial: _initial, ...rest } = workflow;
  const { states: _states, transitions: _transitions, forms: _forms, ...others } = rest;
  const { clocks: _clocks, layout: _layout, notes: _notes, groups: _groups, ...settings } = others;
  return settings;
}

function isInOtherOrder(list: OrderedList, a: Workflow, b: Workflow): boolean {
  return !isSame(Object.keys(a[list] ?? {}), Object.keys(b[list] ?? {}));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
