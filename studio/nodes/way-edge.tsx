import { BaseEdge, type Edge, type EdgeProps } from "@xyflow/react";
import { memo, use } from "react";
import type { DrawnWay } from "../canvas/drawn-way.js";
import type { Way } from "../canvas/graph.js";
import { comparedMark, type ComparedMark } from "./compared.js";
import { foundMark, type FoundMark } from "./found.js";
import { MapContext } from "./map-context.js";
import { strengthOf, type Strength } from "./strength.js";
import classes from "./way-edge.module.css";

/** An edge as React Flow carries it. */
export type WayFlowEdge = Edge<{ readonly way: Way; readonly drawn: DrawnWay }, "way">;

/** The line from one state to another, with its arrow. Its label is a node of its own. */
export function WayEdge({ data }: EdgeProps<WayFlowEdge>) {
  const content = use(MapContext);
  if (!content || !data) return null;
  const { way, drawn } = data;
  return (
    <WayLine
      path={drawn.path}
      arrow={drawn.arrow}
      strength={strengthOf(way, content.selected)}
      been={content.trail?.ways.has(way.id) ?? false}
      found={foundMark(content.found, `way.${way.id}`)}
      compared={comparedMark(content.compared, `way.${way.id}`)}
    />
  );
}

const WayLine = memo(function WayLine({
  path,
  arrow,
  strength,
  been,
  found,
  compared,
}: Pick<DrawnWay, "path" | "arrow"> & {
  readonly strength: Strength;
  readonly been: boolean;
  readonly found: FoundMark | undefined;
  readonly compared: ComparedMark | undefined;
}) {
  const marks = {
    ...{ "data-strength": strength, "data-been": been },
    ...{ "data-found": found, "data-compared": compared },
  };
  return (
    <>
      <BaseEdge path={path} className={classes.line ?? ""} {...marks} />
      <path d={arrow} className={classes.arrow} {...marks} />
    </>
  );
});
