import type { CaseGraph } from "../../../canvas/graph.js";
import type { Selection } from "../../../canvas/selection.js";
import { groupWords } from "../../../words/group.js";
import { nameOf, type Subject } from "../names.js";
import panel from "../workflow.module.css";

/** Groups with their states, each the way to its panel, where the picture has no frames. */
export function GroupList({
  subject,
  groups,
  onChoose,
}: {
  readonly subject: Subject;
  readonly groups: CaseGraph["groups"];
  readonly onChoose: (selection: Selection) => void;
}) {
  if (groups.length === 0) return null;
  return (
    <div>
      <h3 className={panel.small}>{groupWords.heading}</h3>
      <ul className={panel.mentions}>
        {groups.map(({ id, name, states }) => (
          <li key={id}>
            <button
              type="button"
              className={panel.mention}
              onClick={() => onChoose({ kind: "group", id })}
            >
              <span className={panel.mentionName}>{name}</span>
              <span className={panel.where}>
                {states.map((state) => nameOf.state(subject, state)).join(", ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
