import { ReactFlow } from "@xyflow/react";
import { use, useEffect, useRef } from "react";
import { MapContext } from "../nodes/map-context.js";
import { boxOf } from "./item-box.js";
import { middleOf } from "./plane.js";
import { plainGroup, READ_ONLY, TYPES, type Drawing } from "./react-flow.js";

/** The picture as large as it is, opened with the state where cases begin in its middle; its frame scrolls. */
export function Scrolled({ layout, graph, elements: { nodes, edges } }: Drawing) {
  const frame = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const first = layout.nodes.get(graph.states.find(({ place }) => place === "first")?.id ?? "");
  useEffect(() => {
    const around = picture.current?.parentElement;
    if (around && first) around.scrollLeft = middleOf(first).x - around.clientWidth / 2;
  }, [first]);
  const [difference] = use(MapContext)?.compared?.here ?? [];
  useEffect(() => {
    const around = picture.current?.parentElement;
    const box = boxOf(difference, layout);
    if (!around || !box) return;
    const { x, y } = middleOf(box);
    around.scrollTo({ left: x - around.clientWidth / 2, top: y - around.clientHeight / 2 });
  }, [difference, layout]);
  return (
    <div ref={picture} style={{ width: layout.width, height: layout.height, marginInline: "auto" }}>
      <ReactFlow
        {...TYPES}
        {...READ_ONLY}
        ref={frame}
        nodes={nodes}
        edges={edges}
        panOnDrag={false}
        zoomOnPinch={false}
        minZoom={1}
        maxZoom={1}
        onInit={() => plainGroup(frame.current)}
      />
    </div>
  );
}
