import type { State, Transition, Workflow } from "../../../../engine/definition/workflow.js";
import type { Organisation } from "../../../../engine/definition/organisation.js";
import type { Selection } from "../../../canvas/selection.js";
import { idFor } from "../../../draft/new-id.js";
import type { Corner, NamedTransition, WorkflowStep } from "../../../draft/workflow-steps.js";
import type { Subject } from "../names.js";

/** Something new that has no name yet: a state, perhaps with a way to it, a transition, a note, or a group of states. */
export type Adding =
  | { readonly kind: "state"; readonly from?: string; readonly at?: Corner }
  | { readonly kind: "transition"; readonly from: string; readonly to?: string }
  | { readonly kind: "note"; readonly about?: string | undefined }
  | { readonly kind: "group"; readonly states: readonly string[] };

/** What is said of a new state. */
export type NewState = Pick<State, "name" | "class"> & {
  readonly final: boolean;
  /** The name of the way to it; unused without a state that it comes from. */
  readonly wayName: string;
};

/** A new state, with the way to it from where the line was drawn. */
export function stateAdded(
  { workflow, body }: Subject,
  { from, at }: Extract<Adding, { readonly kind: "state" }>,
  { name, class: kind, final, wayName }: NewState,
): WorkflowStep {
  const id = idFor(name, workflow.states);
  return {
    do: "addState",
    id,
    state: { name, class: kind, ...(final ? { final: true } : {}) },
    ...(at ? { at } : {}),
    ...(from === undefined
      ? {}
      : { way: transitionFrom({ workflow, ...body }, { from, to: id, name: wayName }) }),
  };
}

/** A new transition. */
export function transitionAdded(
  { workflow, body }: Subject,
  adding: Extract<Adding, { readonly kind: "transition" }>,
  name: string,
): WorkflowStep {
  return { do: "addTransition", ...transitionFrom({ workflow, ...body }, { ...adding, name }) };
}

/** What a step has added, for its panel to be opened. */
export function addedBy(step: WorkflowStep): Selection | null {
  if (step.do === "addState") return { kind: "state", id: step.id };
  if (step.do === "addGroup") return { kind: "group", id: step.id };
  if (step.do === "addNote") return { kind: "note", id: step.id };
  return step.do === "addTransition" ? { kind: "transition", id: step.id } : null;
}

type Where = { readonly workflow: Workflow; readonly organisation: Organisation };

function transitionFrom(
  { workflow, organisation }: Where,
  { from, to, name }: { readonly from: string; readonly to?: string; readonly name: string },
): NamedTransition {
  const id = idFor(name, workflow.transitions);
  const by = [...doersAt({ workflow, organisation }, from)];
  return { id, transition: { name, from: [from], ...(to === undefined ? {} : { to }), by } };
}

/** Who does something in a state already; whoever may act on cases at all where nobody does. */
function doersAt({ workflow, organisation }: Where, state: string): readonly string[] {
  const all: readonly Transition[] = Object.values(workflow.transitions);
  const here = all.filter(({ from }) => from !== "*" && from.includes(state));
  const doers = new Set([...here, ...all].find(({ by = [] }) => by.length > 0)?.by);
  if (doers.size > 0) return [...doers];
  return organisation.roles
    .filter(({ permissions }) => permissions.includes("case.act"))
    .map(({ id }) => id);
}
