import { BaseEdge, type Edge, type EdgeProps } from "@xyflow/react";
import { use } from "react";
import type { Way } from "../canvas/graph.js";
import type { DrawnWay } from "../canvas/layout.js";
import { foundMark } from "./found.js";
import { MapContext } from "./map-context.js";
import { strengthOf } from "./strength.js";
import classes from "./way-edge.module.css";

/** An edge as React Flow carries it. */
export type WayFlowEdge = Edge<{ readonly way: Way; readonly drawn: DrawnWay }, "way">;

/** The line from one state to another, with its arrow. Its label is a node of its own. */
export function WayEdge({ data }: EdgeProps<WayFlowEdge>) {
  const content = use(MapContext);
  if (!content || !data) return null;
  const { way, drawn } = data;
  const strength = strengthOf(way, content.selected);
  const mark = foundMark(content.found, `way.${way.id}`);
  const been = content.trail?.ways.has(way.id) ?? false;
  return (
    <>
      <BaseEdge
        path={drawn.path}
        className={classes.line ?? ""}
        data-strength={strength}
        data-been={been}
        data-found={mark}
      />
      <path
        d={drawn.arrow}
        className={classes.arrow}
        data-strength={strength}
        data-been={been}
        data-found={mark}
      />
    </>
  );
}
