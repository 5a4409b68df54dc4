import type { NoteNode } from "../../../canvas/graph.js";
import type { Selection } from "../../../canvas/selection.js";
import { noteWords } from "../../../words/note.js";
import { nameOf, type Subject } from "../names.js";
import panel from "../workflow.module.css";

/** Notes by their text, each the way to its panel. */
export function NoteList({
  subject,
  notes,
  onChoose,
}: {
  readonly subject: Subject;
  readonly notes: readonly NoteNode[];
  readonly onChoose: (selection: Selection) => void;
}) {
  if (notes.length === 0) return null;
  return (
    <div>
      <h3 className={panel.small}>{noteWords.heading}</h3>
      <ul className={panel.mentions}>
        {notes.map(({ id, text, about }) => (
          <li key={id}>
            <button
              type="button"
              className={panel.mention}
              onClick={() => onChoose({ kind: "note", id })}
            >
              <span className={panel.noted}>{text}</span>
              {about === undefined ? null : (
                <span className={panel.where}>{nameOf.state(subject, about)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
