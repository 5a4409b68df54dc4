import { Position, type NodeHandle } from "@xyflow/react";
import type { GroupFlowNode } from "../nodes/group-node.js";
import type { NoteFlowNode } from "../nodes/note-node.js";
import type { StateFlowNode } from "../nodes/state-node.js";
import type { WayFlowEdge } from "../nodes/way-edge.js";
import type { WayFlowNode } from "../nodes/way-label.js";
import type { CaseGraph, Way } from "./graph.js";
import type { Layout } from "./layout.js";
import type { Box, Size } from "./plane.js";

/** A state, the label of a way, a note, or the frame of a group. */
export type FlowNode = StateFlowNode | WayFlowNode | NoteFlowNode | GroupFlowNode;

/** The picture in the words of React Flow. */
export type Elements = {
  readonly nodes: FlowNode[];
  readonly edges: WayFlowEdge[];
};

/** Nodes are in the order in which somebody tabs through them: the frames, which lie behind all others, each state, the notes about it, then the ways that lead on from it. */
export function elementsOf(layout: Layout, { states, ways, notes, groups }: CaseGraph): Elements {
  const leaving = new Map<string, Way[]>(states.map(({ id }) => [id, []]));
  for (const way of ways) leaving.get(way.from)?.push(way);
  const noteNodes = (about: (state: string) => boolean) =>
    notes
      .filter((note) => about(note.about ?? ""))
      .flatMap((note) =>
        nodeAt(layout.notes.get(note.id), {
          id: noteNodeId(note.id),
          type: "note" as const,
          data: { note },
        } satisfies Bare<NoteFlowNode>),
      );
  const frames = groups.flatMap((group) =>
    nodeAt(layout.groups.get(group.id), {
      id: `group.${group.id}`,
      type: "frame" as const,
      data: { group },
    } satisfies Bare<GroupFlowNode>).map((frame) => ({ ...frame, ...BEHIND })),
  );
  const nodes = states.flatMap((state) => [
    ...nodeAt(layout.nodes.get(state.id), {
      id: state.id,
      type: "state" as const,
      data: { state },
    } satisfies Bare<StateFlowNode>),
    ...noteNodes((about) => about === state.id),
    ...(leaving.get(state.id) ?? []).flatMap((way) =>
      nodeAt(layout.ways.get(way.id)?.label, {
        id: way.id,
        type: "way" as const,
        draggable: false,
        data: { way },
      } satisfies Bare<WayFlowNode>),
    ),
  ]);
  const edges: WayFlowEdge[] = ways.flatMap((way) => {
    const drawn = layout.ways.get(way.id);
    if (!drawn) return [];
    const { id, from: source, to: target } = way;
    const domAttributes = { "aria-hidden": true } as const;
    return [{ id, type: "way" as const, source, target, data: { way, drawn }, domAttributes }];
  });
  const free = noteNodes((about) => !layout.nodes.has(about));
  return { nodes: [...frames, ...nodes, ...free], edges };
}

/** A frame lies behind everything, and where it shows nothing the picture is moved and lines are drawn. */
const BEHIND = { zIndex: -1, style: { pointerEvents: "none" } } as const;

/** The id of a note as a node, which no state and no way has. */
function noteNodeId(note: string): string {
  return `note.${note}`;
}

/** Where a layout puts a node. */
function boxOf(layout: Layout, node: FlowNode): Box | undefined {
  if (node.type === "state") return layout.nodes.get(node.id);
  if (node.type === "note") return layout.notes.get(node.data.note.id);
  if (node.type === "frame") return layout.groups.get(node.data.group.id);
  return layout.ways.get(node.id)?.label;
}

/** The elements where another layout puts them. What stands where it stood stays the same object, so that nothing draws it again. */
export function elementsIn(layout: Layout, { nodes, edges }: Elements): Elements {
  return {
    nodes: nodes.map((node) => {
      const box = boxOf(layout, node);
      if (!box || isAt(box, node)) return node;
      const { x, y, width, height } = box;
      return { ...node, position: { x, y }, width, height };
    }),
    edges: edges.map((edge) => {
      const drawn = layout.ways.get(edge.id);
      if (!edge.data || !drawn || drawn === edge.data.drawn) return edge;
      return { ...edge, data: { ...edge.data, drawn } };
    }),
  };
}

function isAt({ x, y, width, height }: Box, node: FlowNode): boolean {
  const isThere = x === node.position.x && y === node.position.y;
  return isThere && width === node.width && height === node.height;
}

type Bare<N extends FlowNode> = Pick<N, "id" | "data" | "draggable"> & {
  readonly type: NonNullable<N["type"]>;
};

/** A node in its box; none where the layout has no box for it. */
function nodeAt<N extends Bare<FlowNode>>(box: Box | undefined, node: N) {
  if (!box) return [];
  const { x, y, width, height } = box;
  const domAttributes = { "aria-roledescription": undefined };
  const handles = node.type === "state" ? handlesOf(box) : [];
  return [{ ...node, position: { x, y }, width, height, handles, domAttributes }];
}

/** Where lines begin and end, told beforehand: React Flow draws whatever it has to measure, in sight or not. */
function handlesOf({ width, height }: Size): NodeHandle[] {
  const y = height / 2;
  return [
    { type: "target", position: Position.Left, x: 0, y },
    { type: "source", position: Position.Right, x: width, y },
  ];
}
