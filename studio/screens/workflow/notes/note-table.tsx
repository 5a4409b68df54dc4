import type { Selection } from "../../../canvas/selection.js";
import { noteWords } from "../../../words/note.js";
import { isHere, isShown, type Find } from "../find/use-find.js";
import { nameOf, type Subject } from "../names.js";
import { Cell, Choose, Row, Table } from "../table-parts.js";
import { notesOf } from "./notes-of.js";

/** The notes of the picture, to be read line by line; nothing without any. */
export function NoteTable({
  subject,
  find,
  onChoose,
}: {
  readonly subject: Subject;
  readonly find: Find;
  readonly onChoose: (selection: Selection) => void;
}) {
  const notes = notesOf(subject).filter(({ id }) => isShown(find, { kind: "note", id }));
  if (notes.length === 0) return null;
  return (
    <Table caption={noteWords.heading} columns={[noteWords.about, noteWords.title(null)]}>
      {notes.map(({ id, text, about }) => (
        <Row key={id} isHere={isHere(find, { kind: "note", id })}>
          <Cell heading={noteWords.about}>
            {about === undefined ? noteWords.whole : nameOf.state(subject, about)}
          </Cell>
          <Cell heading={noteWords.title(null)}>
            <Choose onClick={() => onChoose({ kind: "note", id })}>{text}</Choose>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
