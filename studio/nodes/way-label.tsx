import { VisuallyHidden } from "@mantine/core";
import type { Node, NodeProps } from "@xyflow/react";
import { use } from "react";
import type { Way } from "../canvas/graph.js";
import { MOST_NAMED } from "../canvas/sizes.js";
import { Icon } from "../ui/icons.js";
import { findWords } from "../words/find.js";
import { mapWords } from "../words/map.js";
import { figureKey, type Figure } from "./figures.js";
import { foundMark } from "./found.js";
import { MapContext } from "./map-context.js";
import { SIGN_ICONS, type TransitionMark } from "./marks.js";
import { strengthOf } from "./strength.js";
import classes from "./way-label.module.css";

/** A label as React Flow carries it: as a node, so that it follows its state when somebody tabs through the picture. */
export type WayFlowNode = Node<{ readonly way: Way }, "way">;

/** What leads from one state to another: the names, who may do it, and what does it by itself. */
export function WayLabel({ data: { way } }: NodeProps<WayFlowNode>) {
  const content = use(MapContext);
  if (!content) return null;
  const { marks, nameOf, selected, onChoose } = content;
  const strength = strengthOf(way, selected);
  const mark = foundMark(content.found, `way.${way.id}`);
  const all = way.transitions.flatMap((id) => {
    const one = marks.get(id);
    const figure = content.figures?.ways.get(figureKey(id, way.from));
    return one ? [{ id, mark: one, figure }] : [];
  });
  const isWrong = way.transitions.some((id) => content.wrong?.has(`transition.${id}`));
  const rest = all.length - MOST_NAMED;
  return (
    <button
      type="button"
      className={classes.label}
      data-strength={strength}
      data-wrong={isWrong || undefined}
      data-found={mark}
      data-item={`way.${way.id}`}
      aria-pressed={strength === "chosen"}
      title={all.map(({ mark }) => mark.name).join(", ")}
      onClick={() => onChoose({ kind: "way", id: way.id })}
    >
      <VisuallyHidden>
        {mapWords.way(
          nameOf(way.from),
          nameOf(way.to),
          all.map(({ mark, figure }) => spoken(mark, figure)),
        )}
        {mark === "found" || mark === "here" ? `. ${findWords.isFound}` : null}
        {isWrong ? `. ${mapWords.wrong}` : null}
      </VisuallyHidden>
      <span aria-hidden="true" className={classes.face}>
        {all.slice(0, MOST_NAMED).map(({ id, mark, figure }) => (
          <Row key={id} mark={mark} figure={figure} />
        ))}
        {rest > 0 ? <span className={classes.more}>{mapWords.more(rest)}</span> : null}
      </span>
    </button>
  );
}

function Row({
  mark: { name, signs, who },
  figure,
}: {
  readonly mark: TransitionMark;
  readonly figure: Figure | undefined;
}) {
  return (
    <span className={classes.row}>
      <span className={classes.name}>{name}</span>
      <span className={classes.signs}>
        {signs.map((sign) => (
          <Icon key={sign} name={SIGN_ICONS[sign]} size={13} />
        ))}
        <span className={classes.who}>{who}</span>
        {figure ? <span className={classes.taken}>{figure.text}</span> : null}
      </span>
    </span>
  );
}

/** A transition with its signs, for those who hear it. */
function spoken({ name, signs, who }: TransitionMark, figure: Figure | undefined): string {
  const by = signs.map((sign) => (sign === "people" ? who : mapWords.signs[sign]));
  return mapWords.spoken(name, figure ? [...by, figure.spoken] : by);
}
