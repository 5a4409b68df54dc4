import "@xyflow/react/dist/base.css";
import {
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type NodeChange,
  type OnConnectEnd,
} from "@xyflow/react";
import { use, useEffect, useMemo, useRef, useState, type CSSProperties } from "react";
import { MapContext, type MapContent } from "../nodes/map-context.js";
import { StateNode, type StateFlowNode } from "../nodes/state-node.js";
import { WayEdge, type WayFlowEdge } from "../nodes/way-edge.js";
import { WayLabel, type WayFlowNode } from "../nodes/way-label.js";
import classes from "./flow-map.module.css";
import type { CaseGraph, Way } from "./graph.js";
import { holdAt, placedBy, type Held } from "./held.js";
import { layoutOf, type Layout, type Plan } from "./layout.js";
import { labelSize, nodeSize } from "./sizes.js";
import { middleOf, type Axis, type Box, type Point } from "./plane.js";
import { BUTTONS_PX, KeepInView, KeepStill, ZoomButtons } from "./view-control.js";
import { LARGEST, SMALLEST } from "./view.js";

const nodeTypes = { state: StateNode, way: WayLabel };
const edgeTypes = { way: WayEdge };

/** What the picture shows. */
export type FlowMapProps = {
  /** What the picture is called by people who do not see it. */
  readonly name: string;
  readonly graph: CaseGraph;
  readonly content: MapContent;
  /** `across` is moved with the mouse in a frame; `down` is as large as it is, and its frame scrolls. */
  readonly axis: Axis;
  readonly given: Plan["given"];
};

/** The picture of how a case moves. Each of its states and ways is a button. */
export function FlowMap({ name, graph, content, axis, given }: FlowMapProps) {
  const [held, setHeld] = useState<Held | null>(null);
  const layout = useMemo(() => {
    const label = (id: string) => content.marks.get(id)?.name ?? id;
    return layoutOf({
      graph,
      axis,
      nodeSize,
      labelSize: (way) => labelSize(way, label),
      ...(axis === "across" ? { given: held?.corners ?? given, origin: held?.origin } : {}),
    });
  }, [graph, axis, given, held, content.marks]);
  const hold = (state: string, at: Point, isHeld: boolean) => {
    const now = holdAt(layout, state, at);
    setHeld(isHeld ? now : null);
    if (!isHeld) content.edit?.onPlace(placedBy(now, given));
  };
  return (
    <MapContext value={content}>
      <ReactFlowProvider key={axis}>
        <div
          role="group"
          aria-label={name}
          className={classes.frame}
          data-axis={axis}
          style={shapeOf(layout)}
        >
          {axis === "across" ? (
            <Movable layout={layout} graph={graph} onHold={hold} />
          ) : (
            <Scrolled layout={layout} graph={graph} />
          )}
        </div>
      </ReactFlowProvider>
    </MapContext>
  );
}

/** The shape of the picture, for the style sheet to give its frame. */
function shapeOf({ width, height }: Layout): CSSProperties {
  const withButtons = height + 1.5 * BUTTONS_PX;
  return { ["--map-shape" as string]: `${width.toFixed(0)} / ${withButtons.toFixed(0)}` };
}

type Drawing = { readonly layout: Layout; readonly graph: CaseGraph };

/** Nothing in the picture can be changed; what can be chosen are the buttons inside. */
const READ_ONLY = {
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  zoomOnDoubleClick: false,
  zoomOnScroll: false,
  preventScrolling: false,
} as const;

/** What is taken back of that while the picture is changed: states are moved, and lines are drawn from one to another. */
const CHANGED = { nodesDraggable: true, nodesConnectable: true } as const;

/** Pixels that the pointer moves before a press is a move, and from a state within which a line ends at it. */
const MOVES_AT = 4;
const ENDS_WITHIN = 90;

type Hold = (state: string, at: Point, isHeld: boolean) => void;

function Movable({ layout, graph, onHold }: Drawing & { readonly onHold: Hold }) {
  const frame = useRef<HTMLDivElement>(null);
  const { nodes, edges } = useElements(layout, graph);
  const edit = use(MapContext)?.edit ?? null;
  const flow = useReactFlow();
  const onNodesChange = (changes: readonly NodeChange<StateFlowNode | WayFlowNode>[]) => {
    for (const change of changes)
      if (change.type === "position" && change.position)
        onHold(change.id, change.position, change.dragging ?? false);
  };
  const onConnectEnd: OnConnectEnd = (event, { fromNode, toNode }) => {
    if (!fromNode || toNode) return;
    const { clientX, clientY } =
      "touches" in event
        ? (event.changedTouches[0] ?? event.touches[0] ?? { clientX: 0, clientY: 0 })
        : event;
    const { x, y } = flow.screenToFlowPosition({ x: clientX, y: clientY });
    const { origin } = layout;
    edit?.onAddFrom(fromNode.id, [Math.round(x + origin.x), Math.round(y + origin.y)]);
  };
  const start = graph.states.find(({ place }) => place === "first")?.id ?? "";
  return (
    <ReactFlow
      {...READ_ONLY}
      {...(edit ? CHANGED : {})}
      ref={frame}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodeDragThreshold={MOVES_AT}
      connectionRadius={ENDS_WITHIN}
      onNodesChange={onNodesChange}
      isValidConnection={({ source, target }) => source !== target}
      onConnect={({ source, target }) => edit?.onConnect(source, target)}
      onConnectEnd={onConnectEnd}
      minZoom={SMALLEST}
      maxZoom={LARGEST}
      translateExtent={[
        [-layout.width / 2, -layout.height / 2],
        [layout.width * 1.5, layout.height * 1.5],
      ]}
      onInit={() => plainGroup(frame.current)}
    >
      <KeepStill origin={layout.origin} />
      <KeepInView layout={layout} start={layout.nodes.get(start)} />
      <ZoomButtons layout={layout} />
    </ReactFlow>
  );
}

function Scrolled({ layout, graph }: Drawing) {
  const frame = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const { nodes, edges } = useElements(layout, graph);
  const first = layout.nodes.get(graph.states.find(({ place }) => place === "first")?.id ?? "");
  useEffect(() => {
    const around = picture.current?.parentElement;
    if (around && first) around.scrollLeft = middleOf(first).x - around.clientWidth / 2;
  }, [first]);
  return (
    <div ref={picture} style={{ width: layout.width, height: layout.height, marginInline: "auto" }}>
      <ReactFlow
        {...READ_ONLY}
        ref={frame}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        panOnDrag={false}
        zoomOnPinch={false}
        minZoom={1}
        maxZoom={1}
        onInit={() => plainGroup(frame.current)}
      />
    </div>
  );
}

/** React Flow calls itself an application, which takes away the reading keys of screen readers; this is a picture with buttons. */
function plainGroup(element: HTMLElement | null): void {
  element?.removeAttribute("role");
}

/** Nodes are in the order in which somebody tabs through them: each state, then the ways that lead on from it. */
function useElements(layout: Layout, { states, ways }: CaseGraph) {
  return useMemo(() => {
    const leaving = new Map<string, Way[]>(states.map(({ id }) => [id, []]));
    for (const way of ways) leaving.get(way.from)?.push(way);
    const nodes = states.flatMap((state) => [
      ...elementAt(layout.nodes.get(state.id), {
        id: state.id,
        type: "state" as const,
        data: { state },
      } satisfies Bare<StateFlowNode>),
      ...(leaving.get(state.id) ?? []).flatMap((way) =>
        elementAt(layout.ways.get(way.id)?.label, {
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
    return { nodes, edges };
  }, [layout, states, ways]);
}

type Bare<N extends StateFlowNode | WayFlowNode> = Pick<N, "id" | "data" | "draggable"> & {
  readonly type: NonNullable<N["type"]>;
};

/** A node in its box; none where the layout has no box for it. */
function elementAt<N extends Bare<StateFlowNode | WayFlowNode>>(box: Box | undefined, node: N) {
  if (!box) return [];
  const { x, y, width, height } = box;
  const domAttributes = { "aria-roledescription": undefined };
  return [{ ...node, position: { x, y }, width, height, domAttributes }];
}
