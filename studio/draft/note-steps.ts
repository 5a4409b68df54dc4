import type { Note } from "../../engine/definition/drawing.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { edited, membersPlace, without, type Changes } from "./members.js";

/** One edit of the notes on a picture. */
export type NoteStep =
  | { readonly do: "addNote"; readonly id: string; readonly note: Note }
  | { readonly do: "removeNote"; readonly note: string }
  | { readonly do: "setNote"; readonly note: string; readonly change: Changes<Note> };

/** The workflow after one step; the same one when the step does not fit it. */
export function applyNoteStep(workflow: Workflow, step: NoteStep): Workflow {
  const { notes = {} } = workflow;
  switch (step.do) {
    case "addNote":
      return Object.hasOwn(notes, step.id)
        ? workflow
        : { ...workflow, notes: { ...notes, [step.id]: step.note } };
    case "removeNote":
      return withoutNotes(workflow, (id) => id === step.note);
    case "setNote":
      return Object.hasOwn(notes, step.note)
        ? { ...workflow, notes: edited(notes, step.note, step.change) }
        : workflow;
  }
}

/** Typing in one note, or moving it about, is one step. Null for all others. */
export function placeOfNoteStep(step: NoteStep): string | null {
  return step.do === "setNote" ? membersPlace(`note ${step.note}`, step.change) : null;
}

/** Without some notes; without the member when none is left. */
export function withoutNotes(
  workflow: Workflow,
  goes: (id: string, note: Note) => boolean,
): Workflow {
  const all = Object.entries(workflow.notes ?? {});
  const kept = all.filter(([id, note]) => !goes(id, note));
  if (kept.length === all.length) return workflow;
  return kept.length === 0
    ? without(workflow, "notes")
    : { ...workflow, notes: Object.fromEntries(kept) };
}
