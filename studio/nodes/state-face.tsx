import { VisuallyHidden } from "@mantine/core";
import { memo } from "react";
import type { StateNode as State } from "../canvas/graph.js";
import { Icon } from "../ui/icons.js";
import { clipWords } from "../words/clip.js";
import { findWords } from "../words/find.js";
import { mapWords } from "../words/map.js";
import { simulatorWords } from "../words/simulator.js";
import type { ComparedMark } from "./compared.js";
import { ComparedChip, comparedProps, comparedSpoken } from "./compared-chip.js";
import type { Depth } from "./figures.js";
import type { FoundMark } from "./found.js";
import classes from "./state-node.module.css";
import type { OnTrail } from "./trail.js";

/** All that a state shows, in plain values: only when one of them is another is it drawn again. */
type Face = Pick<State, "name" | "kind" | "place"> & {
  /** What it is in the picture; see {@link Found}. */
  readonly item: string;
  /** How many of its transitions lead back to it. */
  readonly stays: number;
  /** The names of the transitions that come here from anywhere; empty without any. */
  readonly anywhere: string;
  readonly depth: Depth | undefined;
  readonly figure: string | undefined;
  readonly spoken: string | undefined;
  /** Open cases that are here; undefined where they are not counted. */
  readonly open: number | undefined;
  readonly showsOpen: boolean;
  readonly been: OnTrail | undefined;
  readonly found: FoundMark | undefined;
  readonly compared: ComparedMark | undefined;
  /** Whether the change is about it that somebody is at. */
  readonly isHere: boolean;
  readonly isWrong: boolean;
  readonly isChosen: boolean;
  readonly isPicked: boolean;
};

/** The button of a state: its name, its kind in colour, shape and word, and how many cases are there now. */
export const StateFace = memo(function StateFace(face: Face) {
  const { name, kind, place, open } = face;
  return (
    <button
      type="button"
      {...comparedProps(classes.node, face.compared, face.isHere)}
      data-kind={kind}
      data-place={place}
      data-depth={face.depth}
      data-trail={face.been}
      data-wrong={face.isWrong || undefined}
      data-picked={face.isPicked || undefined}
      data-found={face.found}
      data-item={face.item}
      aria-pressed={face.isChosen}
      title={name}
    >
      <VisuallyHidden>{labelOf(face)}</VisuallyHidden>
      <span aria-hidden="true" className={classes.face}>
        <span className={classes.name}>{name}</span>
        <span className={classes.foot}>
          <span className={classes.dot} />
          <span className={classes.kind}>{face.figure ?? mapWords.kinds[kind]}</span>
          {open === undefined || !face.showsOpen ? null : (
            <span className={classes.open} data-empty={open === 0}>
              {open}
            </span>
          )}
        </span>
        {place === "between" ? null : (
          <span className={classes.place}>
            {place === "first" ? mapWords.begins : mapWords.ends}
          </span>
        )}
        <ComparedChip mark={face.compared} />
        <Chips {...face} />
      </span>
    </button>
  );
});

function Chips({ stays, anywhere }: Pick<Face, "stays" | "anywhere">) {
  return (
    <span className={classes.chips}>
      {anywhere === "" ? null : (
        <span className={classes.chip}>
          <Icon name="asterisk" size={11} />
          <span className={classes.chipName}>{anywhere}</span>
        </span>
      )}
      {stays === 0 ? null : (
        <span className={classes.chip}>
          <Icon name="refresh" size={11} />
          <span>{stays}</span>
        </span>
      )}
    </span>
  );
}

/** All that the button shows, for those who hear it. */
function labelOf(face: Face): string {
  const map = mapWords;
  return [
    face.name,
    map.kinds[face.kind],
    ...(face.place === "first" ? [map.begins] : []),
    ...(face.place === "last" ? [map.ends] : []),
    ...(face.open === undefined ? [] : [map.open(face.open)]),
    ...(face.anywhere === "" ? [] : [map.fromAnywhere(face.anywhere)]),
    ...(face.stays === 0 ? [] : [map.staying(face.stays)]),
    ...(face.spoken === undefined ? [] : [face.spoken]),
    ...(face.been ? [simulatorWords.map[face.been]] : []),
    ...(face.found === "found" || face.found === "here" ? [findWords.isFound] : []),
    ...(face.compared ? [comparedSpoken(face.compared)] : []),
    ...(face.isPicked ? [clipWords.isPicked] : []),
    ...(face.isWrong ? [map.wrong] : []),
  ].join(". ");
}
