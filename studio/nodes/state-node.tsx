import { VisuallyHidden } from "@mantine/core";
import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { use } from "react";
import type { StateNode as State } from "../canvas/graph.js";
import { Icon } from "../ui/icons.js";
import { clipWords } from "../words/clip.js";
import { findWords } from "../words/find.js";
import { mapWords } from "../words/map.js";
import { simulatorWords } from "../words/simulator.js";
import { foundMark } from "./found.js";
import { MapContext } from "./map-context.js";
import classes from "./state-node.module.css";
import { onTrail } from "./trail.js";

/** A state as React Flow carries it. */
export type StateFlowNode = Node<{ readonly state: State }, "state">;

/** A state in the picture: its name, its kind in colour, shape and word, and how many cases are there now. */
export function StateNode({ data: { state } }: NodeProps<StateFlowNode>) {
  const content = use(MapContext);
  if (!content) return null;
  const { counts, marks, selected, trail, onChoose, edit } = content;
  const figure = content.figures?.states.get(state.id);
  const isWrong = content.wrong?.has(`state.${state.id}`) ?? false;
  const item = `state.${state.id}`;
  const mark = foundMark(content.found, item);
  const been = onTrail(trail, state.id);
  const isChosen = selected?.kind === "state" && selected.id === state.id;
  const open = state.place === "last" ? undefined : counts?.get(state.id);
  const isPicked = edit?.picked.has(state.id) ?? false;
  const anywhere = state.fromAnywhere.map((id) => marks.get(id)?.name ?? id);
  return (
    <>
      <Handle
        type="target"
        position={Position.Left}
        isConnectable={edit !== null}
        isConnectableStart={false}
        className={classes.handle}
      />
      <button
        type="button"
        className={classes.node}
        data-kind={state.kind}
        data-place={state.place}
        data-depth={figure?.depth}
        data-trail={been}
        data-wrong={isWrong || undefined}
        data-picked={isPicked || undefined}
        data-found={mark}
        data-item={item}
        aria-pressed={isChosen}
        title={state.name}
        onClick={({ shiftKey, ctrlKey, metaKey }) => {
          if (edit && (shiftKey || ctrlKey || metaKey)) edit.onPick(state.id);
          else onChoose({ kind: "state", id: state.id });
        }}
      >
        <VisuallyHidden>
          {[
            labelOf(state, open, anywhere),
            ...(figure ? [figure.spoken] : []),
            ...(been ? [simulatorWords.map[been]] : []),
            ...(mark === "found" || mark === "here" ? [findWords.isFound] : []),
            ...(isPicked ? [clipWords.isPicked] : []),
            ...(isWrong ? [mapWords.wrong] : []),
          ].join(". ")}
        </VisuallyHidden>
        <span aria-hidden="true" className={classes.face}>
          <span className={classes.name}>{state.name}</span>
          <span className={classes.foot}>
            <span className={classes.dot} />
            <span className={classes.kind}>
              {figure ? figure.text : mapWords.kinds[state.kind]}
            </span>
            {open === undefined || content.figures?.withOpen === false ? null : (
              <span className={classes.open} data-empty={open === 0}>
                {open}
              </span>
            )}
          </span>
          {state.place === "between" ? null : (
            <span className={classes.place}>
              {state.place === "first" ? mapWords.begins : mapWords.ends}
            </span>
          )}
          <Chips state={state} anywhere={anywhere} />
        </span>
      </button>
      <Handle
        type="source"
        position={Position.Right}
        isConnectable={edit !== null && state.place !== "last"}
        className={edit !== null && state.place !== "last" ? classes.begin : classes.handle}
        title={mapWords.drawWay}
      />
    </>
  );
}

function Chips({
  state: { stays },
  anywhere,
}: {
  readonly state: State;
  readonly anywhere: readonly string[];
}) {
  return (
    <span className={classes.chips}>
      {anywhere.length === 0 ? null : (
        <span className={classes.chip}>
          <Icon name="asterisk" size={11} />
          <span className={classes.chipName}>{anywhere.join(", ")}</span>
        </span>
      )}
      {stays.length === 0 ? null : (
        <span className={classes.chip}>
          <Icon name="refresh" size={11} />
          <span>{stays.length}</span>
        </span>
      )}
    </span>
  );
}

/** All that the button shows, for those who hear it. */
function labelOf(state: State, open: number | undefined, anywhere: readonly string[]): string {
  const map = mapWords;
  return [
    state.name,
    map.kinds[state.kind],
    ...(state.place === "first" ? [map.begins] : []),
    ...(state.place === "last" ? [map.ends] : []),
    ...(open === undefined ? [] : [map.open(open)]),
    ...(anywhere.length === 0 ? [] : [map.fromAnywhere(anywhere)]),
    ...(state.stays.length === 0 ? [] : [map.staying(state.stays.length)]),
  ].join(". ");
}
