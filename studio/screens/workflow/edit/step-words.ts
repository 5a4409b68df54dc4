import type { WorkflowStep } from "../../../draft/workflow-steps.js";
import { editWords } from "../../../words/edit.js";
import { groupWords } from "../../../words/group.js";
import { mapWords } from "../../../words/map.js";
import { noteWords } from "../../../words/note.js";
import { nameOf, type Subject } from "../names.js";

/** A step of a draft as a sentence, with the names that things have now. */
export function stepWords(step: WorkflowStep, subject: Subject): string {
  const { steps } = editWords;
  switch (step.do) {
    case "addState":
      return steps.addState(subject.workflow.states[step.id]?.name ?? step.state.name);
    case "removeState":
      return steps.removeState(nameOf.state(subject, step.state));
    case "setState":
      return steps.setState(nameOf.state(subject, step.state), members(step.change));
    case "beginAt":
      return steps.beginAt(nameOf.state(subject, step.state));
    case "addTransition":
      return steps.addTransition(
        subject.workflow.transitions[step.id]?.name ?? step.transition.name,
      );
    case "removeTransition":
      return steps.removeTransition(nameOf.transition(subject, step.transition));
    case "setTransition":
      return steps.setTransition(nameOf.transition(subject, step.transition), members(step.change));
    case "moveTransition":
      return steps.moveTransition(nameOf.transition(subject, step.transition), step.place + 1);
    case "setForm":
      return (step.value ? steps.setForm : steps.removeForm)(step.form);
    case "renameField":
      return steps.renameField(step.from, step.to);
    case "setClock":
      return step.value
        ? steps.setClock(step.value.name)
        : steps.removeClock(nameOf.clock(subject, step.clock));
    case "setWorkflow":
      return steps.setWorkflow(members(step.change));
    case "place":
      return placeWords(Object.keys(step.corners), subject);
    case "arrange":
      return steps.arrange;
    case "addNote":
      return noteWords.steps.addNote(short(step.note.text));
    case "removeNote":
      return noteWords.steps.removeNote(noteText(subject, step.note));
    case "setNote":
      return noteWords.steps.setNote(noteText(subject, step.note), members(step.change));
    case "addGroup":
      return groupWords.steps.addGroup(step.group.name);
    case "removeGroup":
      return groupWords.steps.removeGroup(nameOf.group(subject, step.group));
    case "setGroup":
      return groupWords.steps.setGroup(nameOf.group(subject, step.group), members(step.change));
    case "joinGroup": {
      const state = nameOf.state(subject, step.state);
      return step.group === null
        ? groupWords.steps.leave(state)
        : groupWords.steps.join(state, nameOf.group(subject, step.group));
    }
    case "order":
      return steps.order(editWords.lists[step.list]);
    case "together":
      return step.steps.map((one) => stepWords(one, subject)).join(". ");
    case "replaceAll":
      return steps.replaceAll;
  }
}

/** As many moved states as a sentence names. */
const MOST_NAMED = 5;

function placeWords(states: readonly string[], subject: Subject): string {
  const { steps } = editWords;
  if (states.length > MOST_NAMED) return steps.placeMany(states.length);
  return steps.place(mapWords.and(states.map((id) => `“${nameOf.state(subject, id)}”`)));
}

/** As many letters of a note as a sentence names. */
const MOST_LETTERS = 40;

function noteText({ workflow }: Subject, note: string): string {
  return short(workflow.notes?.[note]?.text ?? note);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS)}…` : line;
}

function members(change: object): string {
  return mapWords.and(Object.keys(change).map((name) => editWords.members[name] ?? name));
}
