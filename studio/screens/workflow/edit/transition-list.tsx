import { mapWords } from "../../../words/map.js";
import { nameOf } from "../names.js";
import panel from "../workflow.module.css";
import { useEditing } from "./edit-context.js";

/** Transitions by name, each the way to its panel. */
export function TransitionList({
  title,
  ids,
}: {
  readonly title: string;
  readonly ids: readonly string[];
}) {
  const { subject, onChoose } = useEditing();
  if (ids.length === 0) return null;
  return (
    <div>
      <h3 className={panel.small}>{title}</h3>
      <ul className={panel.mentions}>
        {ids.map((id) => (
          <li key={id}>
            <button
              type="button"
              className={panel.mention}
              onClick={() => onChoose({ kind: "transition", id })}
            >
              <span className={panel.mentionName}>{nameOf.transition(subject, id)}</span>
              <span className={panel.where}>{endWords(subject.workflow.transitions[id]?.to)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );

  function endWords(to: string | undefined): string {
    return to === undefined ? "" : mapWords.panel.to(nameOf.state(subject, to));
  }
}
