import { GroupNode } from "../nodes/group-node.js";
import { NoteNode } from "../nodes/note-node.js";
import { StateNode } from "../nodes/state-node.js";
import { WayEdge } from "../nodes/way-edge.js";
import { WayLabel } from "../nodes/way-label.js";
import type { Elements } from "./elements.js";
import type { CaseGraph } from "./graph.js";
import type { Layout } from "./layout.js";

/** What draws each kind of node and edge. */
export const TYPES = {
  nodeTypes: { state: StateNode, way: WayLabel, note: NoteNode, frame: GroupNode },
  edgeTypes: { way: WayEdge },
};

/** A picture with where everything in it stands. */
export type Drawing = {
  readonly layout: Layout;
  readonly graph: CaseGraph;
  readonly elements: Elements;
};

/** Nothing in the picture can be changed; what can be chosen are the buttons inside. */
export const READ_ONLY = {
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

/** React Flow calls itself an application, which takes away the reading keys of screen readers; this is a picture with buttons. */
export function plainGroup(element: HTMLElement | null): void {
  element?.removeAttribute("role");
}
