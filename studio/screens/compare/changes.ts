import type { CaseGraph } from "../../canvas/graph.js";
import { itemsOf } from "../../nodes/found.js";
import type { Difference } from "../../nodes/compared.js";
import { editsBetween, type SingleStep } from "../../draft/workflow-difference.js";
import { stepWords } from "../workflow/edit/step-words.js";
import type { Subject } from "../workflow/names.js";
import { differing } from "./differing.js";
import type { Two } from "./union.js";

/** One thing that differs between two pictures of a workflow, as a sentence. */
export type WorkflowChange = {
  readonly difference: Difference;
  readonly sentence: string;
  /** Where it is to be seen in either picture; empty for what no picture shows. */
  readonly items: readonly string[];
};

/** What differs between two workflows, apart from where it is drawn. */
export function changesBetween(two: Two, body: Subject["body"]): readonly WorkflowChange[] {
  const [was, is] = [two.before.workflow, two.after.workflow];
  const edits = editsBetween(was, is).filter(
    (step) => step.do !== "place" && step.do !== "arrange",
  );
  const said = new Set(
    edits.flatMap((step) => (step.do === "removeTransition" ? [step.transition] : [])),
  );
  // A state takes what is only possible there along; here that is said.
  const takenAlong = Object.keys(was.transitions)
    .filter((id) => !Object.hasOwn(is.transitions, id) && !said.has(id))
    .map((transition) => ({ do: "removeTransition", transition }) as const);
  const subject = { workflow: withNamesOf(was, is), body };
  const shown = differing(two.before, two.after);
  return [...edits, ...takenAlong].map((step) => ({
    difference: differenceIn(step, two),
    sentence: stepWords(step, subject),
    items: itemsIn(step, two).filter((item) => shown.has(item)),
  }));
}

/** A workflow that knows the names of what it does not have any more. */
function withNamesOf(was: Subject["workflow"], is: Subject["workflow"]): Subject["workflow"] {
  return {
    ...is,
    states: { ...was.states, ...is.states },
    transitions: { ...was.transitions, ...is.transitions },
    clocks: { ...was.clocks, ...is.clocks },
    notes: { ...was.notes, ...is.notes },
    groups: { ...was.groups, ...is.groups },
  };
}

function differenceIn(step: SingleStep, { before }: Two): Difference {
  const { forms = {}, clocks = {} } = before.workflow;
  switch (step.do) {
    case "addState":
    case "addTransition":
    case "addNote":
    case "addGroup":
      return "added";
    case "removeState":
    case "removeTransition":
    case "removeNote":
    case "removeGroup":
      return "removed";
    case "setForm":
      return ofValue(step.value, Object.hasOwn(forms, step.form));
    case "setClock":
      return ofValue(step.value, Object.hasOwn(clocks, step.clock));
    default:
      return "changed";
  }
}

function ofValue(value: object | null, wasThere: boolean): Difference {
  if (value === null) return "removed";
  return wasThere ? "changed" : "added";
}

/** Where an edit is to be seen, in the later picture first. */
function itemsIn(step: SingleStep, two: Two): readonly string[] {
  const { before, after } = two;
  switch (step.do) {
    case "addState":
      return [`state.${step.id}`];
    case "removeState":
      return [`state.${step.state}`, ...hangingOn(step.state, before.graph)];
    case "setState":
      return [`state.${step.state}`];
    case "beginAt":
      return [`state.${step.state}`, `state.${before.workflow.initial}`];
    case "addTransition":
      return transitionItems(step.id, two);
    case "removeTransition":
    case "setTransition":
      return transitionItems(step.transition, two);
    case "setForm":
      return askingFor(step.form, two).flatMap((id) => transitionItems(id, two));
    case "addNote":
      return [`note.${step.id}`];
    case "removeNote":
    case "setNote":
      return [`note.${step.note}`];
    case "addGroup":
      return [`group.${step.id}`];
    case "removeGroup":
    case "setGroup":
      return [`group.${step.group}`];
    case "joinGroup":
      return [...after.graph.groups, ...before.graph.groups]
        .filter(({ states }) => states.includes(step.state))
        .map(({ id }) => `group.${id}`);
    default:
      return [];
  }
}

/** What goes, or gets smaller, with a state. */
function hangingOn(state: string, { ways, notes, groups }: CaseGraph): readonly string[] {
  return [
    ...ways.filter(({ from, to }) => from === state || to === state).map(({ id }) => `way.${id}`),
    ...notes.filter(({ about }) => about === state).map(({ id }) => `note.${id}`),
    ...groups.filter(({ states }) => states.includes(state)).map(({ id }) => `group.${id}`),
  ];
}

function transitionItems(id: string, { before, after }: Two): readonly string[] {
  const items = [after, before].flatMap(({ graph }) => itemsOf(graph, { kind: "transition", id }));
  return [...new Set(items)];
}

/** The transitions for which a form is filled in. */
function askingFor(form: string, { before, after }: Two): readonly string[] {
  const asking = [after, before].flatMap(({ workflow }) =>
    Object.entries(workflow.transitions).flatMap(([id, one]) => (one.form === form ? [id] : [])),
  );
  return [...new Set(asking)];
}
