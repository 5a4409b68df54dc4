import { Graph, layout } from "@dagrejs/dagre";
import type { Box, Point, Size } from "./plane.js";

/** A drawing as dagre takes and fills it. The middle of a box or label is its `x` and `y`. */
export type Drawing = {
  setGraph(settings: {
    readonly rankdir: "LR" | "TB";
    readonly marginx: number;
    readonly marginy: number;
    readonly nodesep: number;
    readonly edgesep: number;
    readonly ranksep: number;
  }): void;
  setNode(id: string, size: Size): void;
  /** Puts a node into another, so that they stay together. */
  setParent(id: string, around: string): void;
  setEdge(from: string, to: string, label: EdgeSettings): void;
  node(id: string): Box;
  edge(from: string, to: string): Point & { readonly points: readonly Point[] };
};

/** The size of an edge's label, and how much its straightness weighs. */
type EdgeSettings = Size & {
  readonly labelpos: "c";
  readonly minlen: number;
  readonly weight: number;
};

// The declarations that dagre 3.1 ships import files without their endings, which Node's resolution does not find.
const Empty = Graph as unknown as new (settings: { readonly compound: boolean }) => Drawing;
const fill = layout as unknown as (drawing: Drawing) => void;

/** An empty drawing. */
export function newDrawing(): Drawing {
  return new Empty({ compound: true });
}

/** Places everything in a drawing. */
export function arrange(drawing: Drawing): void {
  fill(drawing);
}
