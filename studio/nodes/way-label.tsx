import { VisuallyHidden } from "@mantine/core";
import type { Node, NodeProps } from "@xyflow/react";
import { memo, use } from "react";
import type { Way } from "../canvas/graph.js";
import { MOST_NAMED } from "../canvas/sizes.js";
import { Icon } from "../ui/icons.js";
import { findWords } from "../words/find.js";
import { compareWords } from "../words/compare.js";
import { mapWords } from "../words/map.js";
import { comparedMark, rowItem, type Compared, type Difference } from "./compared.js";
import { ComparedChip, comparedProps, comparedSpoken } from "./compared-chip.js";
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
  const { marks, figures, nameOf, compared } = content;
  return (
    <WayFace
      {...{ way, marks, figures }}
      compared={compared}
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
  readonly compared: Compared | null | undefined;
  readonly isWrong: boolean;
};

/** The button of a way: the names of its transitions, who may do them, and what does them by itself. */
const WayFace = memo(function WayFace({ way, marks, figures, ...face }: Face) {
  const { item, strength, found, compared, isWrong } = face;
  const whole = comparedMark(compared, item);
  const all = way.transitions.flatMap((id) => {
    const mark = marks.get(id);
    if (!mark) return [];
    // What became of the whole way, its chip says.
    const difference = whole === "changed" ? compared?.items.get(rowItem(way.id, id)) : undefined;
    return [{ id, mark, figure: figures?.ways.get(figureKey(id, way.from)), difference }];
  });
  const rest = all.length - MOST_NAMED;
  return (
    <button
      type="button"
      {...comparedProps(classes.label, whole, compared?.here.includes(item) ?? false)}
      data-strength={strength}
      data-wrong={isWrong || undefined}
      data-found={found}
      data-item={item}
      aria-pressed={strength === "chosen"}
      title={all.map(({ mark }) => mark.name).join(", ")}
    >
      <VisuallyHidden>
        {mapWords.way(face.from, face.to, all.map(spoken))}
        {whole ? `. ${comparedSpoken(whole)}` : null}
        {found === "found" || found === "here" ? `. ${findWords.isFound}` : null}
        {isWrong ? `. ${mapWords.wrong}` : null}
      </VisuallyHidden>
      <span aria-hidden="true" className={classes.face}>
        <ComparedChip mark={whole} />
        {all.slice(0, MOST_NAMED).map(({ id, ...shown }) => (
          <Row key={id} {...shown} />
        ))}
        {rest > 0 ? <span className={classes.more}>{mapWords.more(rest)}</span> : null}
      </span>
    </button>
  );
});

/** What a label shows of one transition. */
type Shown = {
  readonly mark: TransitionMark;
  readonly figure: Figure | undefined;
  readonly difference: Difference | undefined;
};

function Row({ mark: { name, signs, who }, figure, difference }: Shown) {
  return (
    <span className={classes.row} data-difference={difference}>
      <span className={classes.name}>{name}</span>
      <span className={classes.signs}>
        {signs.map((sign) => (
          <Icon key={sign} name={SIGN_ICONS[sign]} size={13} />
        ))}
        <span className={classes.who}>{who}</span>
        {figure ? <span className={classes.taken}>{figure.text}</span> : null}
        {difference ? (
          <span className={classes.differs}>
            {compareWords.signs[difference]} {compareWords.differences[difference]}
          </span>
        ) : null}
      </span>
    </span>
  );
}

/** A transition with its signs, for those who hear it. */
function spoken({ mark: { name, signs, who }, figure, difference }: Shown): string {
  const by = signs.map((sign) => (sign === "people" ? who : mapWords.signs[sign]));
  return mapWords.spoken(name, [
    ...by,
    ...(figure ? [figure.spoken] : []),
    ...(difference ? [comparedSpoken(difference)] : []),
  ]);
}
