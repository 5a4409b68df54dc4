import "@xyflow/react/dist/base.css";
import {
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type Connection,
  type NodeChange,
  type OnConnectEnd,
} from "@xyflow/react";
import { use, useMemo, useRef, useState, type CSSProperties, type MouseEvent } from "react";
import { MapContext, type MapContent } from "../nodes/map-context.js";
import { elementsIn, elementsOf, type FlowNode } from "./elements.js";
import classes from "./flow-map.module.css";
import { isLarge, type CaseGraph } from "./graph.js";
import {
  groupMovedTo,
  membersOf,
  movedTo,
  noteMovedTo,
  placedBy,
  takeHold,
  type Hold,
} from "./held.js";
import { layoutOf, type Layout, type Plan } from "./layout.js";
import { MoveTogether } from "./move-together.js";
import { noteCorner } from "./note-boxes.js";
import type { Axis, Point, Size } from "./plane.js";
import { plainGroup, READ_ONLY, TYPES, type Drawing } from "./react-flow.js";
import { Scrolled } from "./scrolled.js";
import { selectionOf } from "./selection.js";
import { labelSize, nodeSize } from "./sizes.js";
import { inRows } from "./standing.js";
import type { Together } from "./together.js";
import { BUTTONS_PX, KeepInView, KeepStill, ZoomButtons } from "./view-control.js";
import { LARGEST, SMALLEST } from "./view.js";

/** What the picture shows. */
export type FlowMapProps = {
  /** What the picture is called by people who do not see it. */
  readonly name: string;
  readonly graph: CaseGraph;
  readonly content: MapContent;
  /** `across` is moved with the mouse in a frame; `down` is as large as it is, and its frame scrolls. */
  readonly axis: Axis;
  readonly given: Plan["given"];
  /** Where everything stands, where that was decided together with another picture. */
  readonly layout?: Layout;
  /** Moves with other pictures, and moves them. */
  readonly together?: Together;
};

/** The picture of how a case moves. Each of its states and ways is a button. */
export function FlowMap(props: FlowMapProps) {
  const { name, graph, content, axis, given, layout: decided } = props;
  const [held, setHeld] = useState<Held | null>(null);
  const { marks, edit } = content;
  const placed = useMemo(() => {
    // What nobody has placed is arranged, unless that takes so long that the page would stand still.
    const rows = isLarge(graph) ? inRows(graph) : undefined;
    return axis === "across" ? (given ?? rows) : rows;
  }, [axis, given, graph]);
  const rest = useMemo(() => {
    if (decided) return decided;
    const label = (id: string) => marks.get(id)?.name ?? id;
    const sizes = {
      nodeSize,
      labelSize: (way: Parameters<typeof labelSize>[0]) => labelSize(way, label),
    };
    return layoutOf({ graph, axis, given: placed, ...sizes });
  }, [graph, axis, placed, marks, decided]);
  const all = useMemo(() => elementsOf(rest, graph), [rest, graph]);
  const layout = held?.layout ?? rest;
  const elements = useMemo(
    () => (layout === rest ? all : elementsIn(layout, all)),
    [layout, rest, all],
  );
  const onHoldState = (state: string, at: Point, isHeld: boolean) => {
    const hold = held?.hold?.state === state ? held.hold : takeHold(rest, graph, state);
    const moved = movedTo(hold, at);
    setHeld(isHeld ? { hold, layout: moved } : null);
    if (!isHeld) edit?.onPlace(placedBy(moved, [state], given));
  };
  const onHoldGroup = (group: string, at: Point, isHeld: boolean) => {
    const moved = groupMovedTo(rest, graph, group, at);
    setHeld(isHeld ? { layout: moved } : null);
    if (!isHeld) edit?.onPlace(placedBy(moved, membersOf(graph, group), given));
  };
  const onHold: OnHold = (node, at, isHeld) => {
    if (node.type === "frame") {
      onHoldGroup(node.data.group.id, at, isHeld);
      return;
    }
    if (node.type !== "note") {
      onHoldState(node.id, at, isHeld);
      return;
    }
    const { note } = node.data;
    setHeld(isHeld ? { layout: noteMovedTo(rest, note.id, at) } : null);
    if (!isHeld) edit?.onPlaceNote(note.id, noteCorner(note, rest, at));
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
          onClick={(event) => onItem(event, content)}
        >
          {axis === "across" ? (
            <Movable {...{ layout, graph, elements, onHold }} together={props.together} />
          ) : (
            <Scrolled {...{ layout, graph, elements }} />
          )}
        </div>
      </ReactFlowProvider>
    </MapContext>
  );
}

/** The picture while something of it is held; with what hangs on it, if that is a state. */
type Held = { readonly layout: Layout; readonly hold?: Hold };

/** Something is moved by hand, or put down. */
type OnHold = (node: FlowNode, at: Point, isHeld: boolean) => void;

/** The buttons of the picture are many and tell only what they are; what choosing one of them does is known here. */
function onItem(
  { target, shiftKey, ctrlKey, metaKey }: MouseEvent,
  { edit, onChoose }: MapContent,
): void {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-item]") : null;
  const item = selectionOf(button?.dataset["item"] ?? null);
  if (!item) return;
  if (edit && item.kind === "state" && (shiftKey || ctrlKey || metaKey)) edit.onPick(item.id);
  else onChoose(item);
}

/** The shape of the picture, for the style sheet to give its frame. */
function shapeOf({ width, height }: Layout): CSSProperties {
  const withButtons = height + 1.5 * BUTTONS_PX;
  return { ["--map-shape" as string]: `${width.toFixed(0)} / ${withButtons.toFixed(0)}` };
}

/** What is taken back of that while the picture is changed: states are moved, and lines are drawn from one to another. */
const CHANGED = { nodesDraggable: true, nodesConnectable: true } as const;

/** Pixels that the pointer moves before a press is a move, and from a state within which a line ends at it. */
const MOVES_AT = 4;
const ENDS_WITHIN = 90;

type MovableProps = Drawing & {
  readonly onHold: OnHold;
  readonly together: Together | undefined;
};

function Movable({ layout, graph, elements, onHold, together }: MovableProps) {
  const { nodes, edges } = elements;
  const frame = useRef<HTMLDivElement>(null);
  const edit = use(MapContext)?.edit ?? null;
  const flow = useReactFlow();
  const onNodesChange = (changes: readonly NodeChange<FlowNode>[]) => {
    for (const change of changes) {
      if (change.type !== "position" || !change.position) continue;
      const node = nodes.find(({ id }) => id === change.id);
      if (node) onHold(node, change.position, change.dragging ?? false);
    }
  };
  const onConnectEnd: OnConnectEnd = (event, { fromNode, toNode, isValid }) => {
    // What is valid has become a way already.
    if (!fromNode || isValid === true) return;
    const { clientX, clientY } =
      "touches" in event
        ? (event.changedTouches[0] ?? event.touches[0] ?? { clientX: 0, clientY: 0 })
        : event;
    const at = stateAt({ x: clientX, y: clientY });
    if (at !== null) {
      if (at !== fromNode.id) edit?.onConnect(fromNode.id, at);
      return;
    }
    if (toNode) return;
    const { x, y } = flow.screenToFlowPosition({ x: clientX, y: clientY });
    const { origin } = layout;
    edit?.onAddFrom(fromNode.id, [Math.round(x + origin.x), Math.round(y + origin.y)]);
  };
  const start = graph.states.find(({ place }) => place === "first")?.id ?? "";
  const { width, height } = layout;
  const reach = useMemo(() => reachOf({ width, height }), [width, height]);
  return (
    <ReactFlow
      {...TYPES}
      {...READ_ONLY}
      {...(edit ? CHANGED : {})}
      ref={frame}
      nodes={nodes}
      edges={edges}
      onlyRenderVisibleElements={isLarge(graph)}
      nodeDragThreshold={MOVES_AT}
      connectionRadius={ENDS_WITHIN}
      onNodesChange={onNodesChange}
      isValidConnection={leadsElsewhere}
      onConnect={({ source, target }) => edit?.onConnect(source, target)}
      onConnectEnd={onConnectEnd}
      minZoom={SMALLEST}
      maxZoom={LARGEST}
      translateExtent={reach}
      onInit={() => plainGroup(frame.current)}
    >
      <KeepStill origin={layout.origin} />
      <KeepInView layout={layout} start={layout.nodes.get(start)} />
      <ZoomButtons layout={layout} />
      {together ? <MoveTogether together={together} /> : null}
    </ReactFlow>
  );
}

/** The state that is drawn at a place of the screen, wherever on it; null where there is none. */
function stateAt({ x, y }: Point): string | null {
  const node = document.elementFromPoint(x, y)?.closest<HTMLElement>(".react-flow__node-state");
  return node?.dataset["id"] ?? null;
}

function leadsElsewhere({ source, target }: Pick<Connection, "source" | "target">): boolean {
  return source !== target;
}

/** How far the picture is moved in its frame: half of it beyond each side. */
function reachOf({ width, height }: Size): [[number, number], [number, number]] {
  return [
    [-width / 2, -height / 2],
    [width * 1.5, height * 1.5],
  ];
}
