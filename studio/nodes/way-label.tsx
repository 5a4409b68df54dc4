import { VisuallyHidden } from "@mantine/core";
import type { Node, NodeProps } from "@xyflow/react";
import { memo, use } from "react";
import type { Way } from "../canvas/graph.js";
import { MOST_NAMED } from "../canvas/sizes.js";
import { Icon } from "../ui/icons.js";
import { findWords } from "../words/find.js";
import { mapWords } from "../words/map.js";
import { figureKey, type Figure, type Figures } from "./figures.js";
import { foundMark, type FoundMark } from "./found.js";
import { MapContext, type MapContent } from "./map-context.js";
import { SIGN_ICONS, type TransitionMark } from "./marks.js";
import { strengthOf, type Strength } from "./strength.js";
import classes from "./way-label.module.css";

/** A label as React Flow carries it: as a node, so that it follows its state when somebody tabs through the picture. */
export type WayFlowNode = Node<{ readonly way: Way }, "way">;

/** What leads from one state to another. What is told about the picture becomes what this label shows. */
export function WayLabel({ data: { way } }: NodeProps<WayFlowNode>) {
  const content = use(MapContext);
  if (!content) return null;
  const { marks, figures, nameOf } = content;
  return (
    <WayFace
      {...{ way, marks, figures }}
      item={`way.${way.id}`}
      from={nameOf(way.from)}
      to={nameOf(way.to)}
      strength={strengthOf(way, content.selected)}
      found={foundMark(content.found, `way.${way.id}`)}
      isWrong={way.transitions.some((id) => content.wrong?.has(`transition.${id}`))}
    />
  );
}

/** All that a label shows: only when one of them is another is it drawn again. */
type Face = Pick<MapContent, "marks"> & {
  readonly figures: Figures | null | undefined;
  readonly way: Way;
  /** What it is in the picture; see {@link Found}. */
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly strength: Strength;
  readonly found: FoundMark | undefined;
  readonly isWrong: boolean;
};

/** The button of a way: the names of its transitions, who may do them, and what does them by itself. */
const WayFace = memo(function WayFace({ way, marks, figures, ...face }: Face) {
  const { strength, found, isWrong } = face;
  const all = way.transitions.flatMap((id) => {
    const mark = marks.get(id);
    return mark ? [{ id, mark, figure: figures?.ways.get(figureKey(id, way.from)) }] : [];
  });
  const rest = all.length - MOST_NAMED;
  return (
    <button
      type="button"
      className={classes.label}
      data-strength={strength}
      data-wrong={isWrong || undefined}
      data-found={found}
      data-item={face.item}
      aria-pressed={strength === "chosen"}
      title={all.map(({ mark }) => mark.name).join(", ")}
    >
      <VisuallyHidden>
        {mapWords.way(
          face.from,
          face.to,
          all.map(({ mark, figure }) => spoken(mark, figure)),
        )}
        {found === "found" || found === "here" ? `. ${findWords.isFound}` : null}
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
});

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
