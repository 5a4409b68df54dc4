import type { Clock } from "../../engine/definition/clock.js";
import type { Form } from "../../engine/definition/form.js";
import type { State, Transition, Workflow } from "../../engine/definition/workflow.js";
import { withCarriedComments } from "./carried-comments.js";
import { applyGroupStep, placeOfGroupStep, withoutMembers, type GroupStep } from "./group-steps.js";
import { changed, edited, membersPlace, without, type Changes } from "./members.js";
import { applyNoteStep, placeOfNoteStep, withoutNotes, type NoteStep } from "./note-steps.js";
import { withFieldRenamed, type FieldRename } from "./rename-field.js";

/** Left upper corner of a state in the picture, in pixels. */
export type Corner = readonly [x: number, y: number];

/** What a workflow says about itself; its states, transitions, forms and clocks have steps of their own. */
export type WorkflowSettings = Omit<
  Workflow,
  | "kind"
  | "spec"
  | "id"
  | "initial"
  | "states"
  | "transitions"
  | "forms"
  | "clocks"
  | "layout"
  | "notes"
  | "groups"
>;

/** A transition under the id that it gets. */
export type NamedTransition = { readonly id: string; readonly transition: Transition };

/** One edit of a workflow, as it is kept with the draft. Everything is named by id, so that a step still fits when others were undone. */
export type WorkflowStep =
  | {
      readonly do: "addState";
      readonly id: string;
      readonly state: State;
      /** Where it was put by hand. */
      readonly at?: Corner;
      /** A way to it, when it was added from another state. */
      readonly way?: NamedTransition;
    }
  | { readonly do: "removeState"; readonly state: string }
  | { readonly do: "setState"; readonly state: string; readonly change: Changes<State> }
  | { readonly do: "beginAt"; readonly state: string }
  | ({ readonly do: "addTransition" } & NamedTransition)
  | { readonly do: "removeTransition"; readonly transition: string }
  | {
      readonly do: "setTransition";
      readonly transition: string;
      readonly change: Changes<Transition>;
    }
  | { readonly do: "moveTransition"; readonly transition: string; readonly place: number }
  | { readonly do: "setForm"; readonly form: string; readonly value: Form | null }
  /** In this workflow alone, as change sets from before have it. */
  | ({ readonly do: "renameField" } & FieldRename)
  | { readonly do: "setClock"; readonly clock: string; readonly value: Clock | null }
  | { readonly do: "setWorkflow"; readonly change: Changes<WorkflowSettings> }
  | { readonly do: "place"; readonly corners: Readonly<Record<string, Corner>> }
  | { readonly do: "arrange" }
  | NoteStep
  | GroupStep
  | {
      readonly do: "order";
      readonly list: OrderedList;
      /** In this order; what is not named stays behind those that are. */
      readonly ids: readonly string[];
    }
  | {
      /** One step of many: what was changed at once is undone at once. */
      readonly do: "together";
      readonly steps: readonly Exclude<WorkflowStep, { readonly do: "together" }>[];
    }
  | { readonly do: "replaceAll"; readonly workflow: Workflow };

/** The lists of a workflow whose entries people see in an order. */
export type OrderedList = "states" | "transitions" | "forms" | "clocks" | "notes" | "groups";

/** The workflow after one step; the same one when the step does not fit it. Comments go with what they are about. */
export function applyWorkflowStep(workflow: Workflow, step: WorkflowStep): Workflow {
  return withCarriedComments(workflow, applied(workflow, step));
}

function applied(workflow: Workflow, step: WorkflowStep): Workflow {
  switch (step.do) {
    case "addState":
      return withState(workflow, step);
    case "removeState":
      return withoutState(workflow, step.state);
    case "setState":
      return { ...workflow, states: edited(workflow.states, step.state, step.change) };
    case "beginAt":
      return Object.hasOwn(workflow.states, step.state)
        ? { ...workflow, initial: step.state }
        : workflow;
    case "addTransition":
      return withTransition(workflow, step);
    case "removeTransition":
      return withoutTransitions(workflow, (id) => id === step.transition);
    case "setTransition": {
      const transitions = edited(workflow.transitions, step.transition, step.change);
      return { ...workflow, transitions };
    }
    case "moveTransition":
      return moved(workflow, step);
    case "setForm":
      return withEntry(workflow, "forms", [step.form, step.value]);
    case "renameField":
      return withFieldRenamed(workflow, step);
    case "setClock":
      return withEntry(workflow, "clocks", [step.clock, step.value]);
    case "setWorkflow":
      return changed<Workflow>(workflow, step.change);
    case "place":
      return placed(workflow, step.corners);
    case "arrange":
      return without(workflow, "layout");
    case "addNote":
    case "removeNote":
    case "setNote":
      return applyNoteStep(workflow, step);
    case "addGroup":
    case "removeGroup":
    case "setGroup":
    case "joinGroup":
      return applyGroupStep(workflow, step);
    case "order":
      return inOtherOrder(workflow, step);
    case "together":
      return step.steps.reduce(applyWorkflowStep, workflow);
    case "replaceAll":
      return step.workflow;
  }
}

/** Steps in the same place follow one another as one: those of typing, and of moving one state about. Null for all others. */
export function placeOfWorkflowStep(step: WorkflowStep): string | null {
  switch (step.do) {
    case "setState":
      return membersPlace(`state ${step.state}`, step.change);
    case "setTransition":
      return membersPlace(`transition ${step.transition}`, step.change);
    case "setForm":
      return step.value && `form ${step.form}`;
    case "setClock":
      return step.value && `clock ${step.clock}`;
    case "setWorkflow":
      return membersPlace("workflow", step.change);
    case "place":
      return `place ${Object.keys(step.corners).join(" ")}`;
    case "addNote":
    case "removeNote":
    case "setNote":
      return placeOfNoteStep(step);
    case "setGroup":
      return placeOfGroupStep(step);
    case "replaceAll":
      return "text";
    default:
      return null;
  }
}

function withState(
  workflow: Workflow,
  { id, state, at, way }: Extract<WorkflowStep, { readonly do: "addState" }>,
): Workflow {
  if (Object.hasOwn(workflow.states, id)) return workflow;
  const added = { ...workflow, states: { ...workflow.states, [id]: state } };
  const put = at && workflow.layout ? placed(added, { [id]: at }) : added;
  return way ? withTransition(put, way) : put;
}

/** Without a state, and without what could only happen to or from it. */
function withoutState(workflow: Workflow, state: string): Workflow {
  if (!Object.hasOwn(workflow.states, state) || workflow.initial === state) return workflow;
  const transitions = Object.fromEntries(
    Object.entries(workflow.transitions).map(([id, transition]) => [
      id,
      transition.from === "*"
        ? transition
        : { ...transition, from: transition.from.filter((one) => one !== state) },
    ]),
  );
  const { [state]: _, ...states } = workflow.states;
  const left = withoutTransitions(
    { ...workflow, states, transitions },
    (_id, { from, to }) => to === state || from.length === 0,
  );
  return undrawn(
    eachClock(left, (clock) => listWithout(clock, "pauses", [state])),
    state,
  );
}

/** Without the place of a state, its part in a group, and what is noted about it. */
function undrawn(workflow: Workflow, state: string): Workflow {
  const ungrouped = withoutMembers(workflow, [state]);
  const unnoted = withoutNotes(ungrouped, (_id, { about }) => about === state);
  if (!unnoted.layout) return unnoted;
  const { [state]: _, ...layout } = unnoted.layout;
  return { ...unnoted, layout };
}

function withTransition(workflow: Workflow, { id, transition }: NamedTransition): Workflow {
  return Object.hasOwn(workflow.transitions, id)
    ? workflow
    : { ...workflow, transitions: { ...workflow.transitions, [id]: transition } };
}

/** Without some transitions; clocks that they stopped are stopped by the others. */
function withoutTransitions(
  workflow: Workflow,
  goes: (id: string, transition: Transition) => boolean,
): Workflow {
  const all = Object.entries(workflow.transitions);
  const gone = all.filter(([id, transition]) => goes(id, transition)).map(([id]) => id);
  if (gone.length === 0) return workflow;
  const transitions = Object.fromEntries(all.filter(([id]) => !gone.includes(id)));
  return eachClock({ ...workflow, transitions }, (clock) => listWithout(clock, "stops", gone));
}

function eachClock(workflow: Workflow, change: (clock: Clock) => Clock): Workflow {
  if (!workflow.clocks) return workflow;
  const clocks = Object.entries(workflow.clocks).map(([id, clock]) => [id, change(clock)]);
  return { ...workflow, clocks: Object.fromEntries(clocks) as Record<string, Clock> };
}

function listWithout(clock: Clock, member: "stops" | "pauses", gone: readonly string[]): Clock {
  const list = clock[member];
  return list ? { ...clock, [member]: list.filter((id) => !gone.includes(id)) } : clock;
}

/** The order of transitions counts: of several that an event fires the first one wins. */
function moved(
  workflow: Workflow,
  { transition, place }: Extract<WorkflowStep, { readonly do: "moveTransition" }>,
): Workflow {
  const one = workflow.transitions[transition];
  if (!one) return workflow;
  const others = Object.entries(workflow.transitions).filter(([id]) => id !== transition);
  const transitions = Object.fromEntries(others.toSpliced(place, 0, [transition, one]));
  return { ...workflow, transitions };
}

function inOtherOrder(
  workflow: Workflow,
  { list, ids }: Extract<WorkflowStep, { readonly do: "order" }>,
): Workflow {
  const all = Object.entries(workflow[list] ?? {});
  if (all.length === 0) return workflow;
  const placeOf = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  const entries = all.toSorted(([a], [b]) => placeOf(a) - placeOf(b));
  return { ...workflow, [list]: Object.fromEntries(entries) };
}

function placed(workflow: Workflow, corners: Readonly<Record<string, Corner>>): Workflow {
  const known = Object.entries(corners).filter(([id]) => Object.hasOwn(workflow.states, id));
  const layout = Object.fromEntries(known.map(([id, [x, y]]) => [id, [x, y]]));
  return { ...workflow, layout: { ...workflow.layout, ...layout } };
}

function withEntry<List extends "forms" | "clocks">(
  workflow: Workflow,
  list: List,
  [id, value]: readonly [string, NonNullable<Workflow[List]>[string] | null],
): Workflow {
  const { [id]: _, ...others } = workflow[list] ?? {};
  if (value !== null) return { ...workflow, [list]: { ...workflow[list], [id]: value } };
  return Object.keys(others).length === 0
    ? without(workflow, list)
    : { ...workflow, [list]: others };
}
