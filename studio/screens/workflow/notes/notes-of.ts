import type { NoteNode } from "../../../canvas/graph.js";
import { noteWords } from "../../../words/note.js";
import { nameOf, type Subject } from "../names.js";

/** The notes of a workflow, those about one state alone when that is named. */
export function notesOf({ workflow }: Subject, state?: string): readonly NoteNode[] {
  return Object.entries(workflow.notes ?? {})
    .map(([id, note]) => ({ id, ...note }))
    .filter(({ about }) => state === undefined || about === state);
}

/** What a note is called by what it is about; null when there is no such note. */
export function noteTitle(subject: Subject, id: string): string | null {
  const note = subject.workflow.notes?.[id];
  if (!note) return null;
  return noteWords.title(note.about === undefined ? null : nameOf.state(subject, note.about));
}
