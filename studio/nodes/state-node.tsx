import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { use } from "react";
import type { StateNode as State } from "../canvas/graph.js";
import { mapWords } from "../words/map.js";
import { comparedMark } from "./compared.js";
import { foundMark } from "./found.js";
import { MapContext } from "./map-context.js";
import { StateFace } from "./state-face.js";
import classes from "./state-node.module.css";
import { onTrail } from "./trail.js";

/** A state as React Flow carries it. */
export type StateFlowNode = Node<{ readonly state: State }, "state">;

/** A state in the picture, with the places where lines begin and end. What is told about the picture becomes what this state shows. */
export function StateNode({ data: { state } }: NodeProps<StateFlowNode>) {
  const content = use(MapContext);
  if (!content) return null;
  const { counts, marks, selected, trail, edit, figures } = content;
  const item = `state.${state.id}`;
  const figure = figures?.states.get(state.id);
  const leads = edit !== null && state.place !== "last";
  return (
    <>
      <Handle
        type="target"
        position={Position.Left}
        isConnectable={edit !== null}
        isConnectableStart={false}
        className={classes.handle}
      />
      <StateFace
        item={item}
        name={state.name}
        kind={state.kind}
        place={state.place}
        stays={state.stays.length}
        anywhere={state.fromAnywhere.map((id) => marks.get(id)?.name ?? id).join(", ")}
        depth={figure?.depth}
        figure={figure?.text}
        spoken={figure?.spoken}
        open={state.place === "last" ? undefined : counts?.get(state.id)}
        showsOpen={figures?.withOpen !== false}
        been={onTrail(trail, state.id)}
        found={foundMark(content.found, item)}
        compared={comparedMark(content.compared, item)}
        isHere={content.compared?.here.includes(item) ?? false}
        isWrong={content.wrong?.has(item) ?? false}
        isChosen={selected?.kind === "state" && selected.id === state.id}
        isPicked={edit?.picked.has(state.id) ?? false}
      />
      <Handle
        type="source"
        position={Position.Right}
        isConnectable={leads}
        className={leads ? classes.begin : classes.handle}
        title={mapWords.drawWay}
      />
    </>
  );
}
