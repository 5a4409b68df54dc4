import { graphOf, isLarge, type Way } from "../../../canvas/graph.js";
import { layoutOf } from "../../../canvas/layout.js";
import { noteCorner } from "../../../canvas/note-boxes.js";
import type { Point } from "../../../canvas/plane.js";
import { labelSize, nodeSize } from "../../../canvas/sizes.js";
import { cornersOf, inRows, standingOf, type Standing } from "../../../canvas/standing.js";
import type { Corner } from "../../../draft/workflow-steps.js";
import { useEditing } from "../edit/edit-context.js";

/** Where the states of a workflow stand that is being changed, and how they are put elsewhere. */
export function usePlaces() {
  const { subject, record } = useEditing();
  const { workflow } = subject;
  const read = () => {
    const graph = graphOf(workflow);
    const name = (id: string) => workflow.transitions[id]?.name ?? id;
    const sizes = {
      nodeSize,
      labelSize: (way: Way) => labelSize(way, name),
    };
    const given = workflow.layout ?? (isLarge(graph) ? inRows(graph) : undefined);
    return { graph, given, sizes, standing: standingOf({ graph, given, ...sizes }) };
  };
  /** Only these are written down, unless none had a place yet: then the others must not go elsewhere by themselves. */
  const place = (moved: Standing, { goesOn = false } = {}) => {
    const others = workflow.layout ? [] : [...read().standing];
    const corners = cornersOf(new Map([...others, ...moved]));
    const step = { do: "place", corners } as const;
    record(goesOn ? step : { do: "together", steps: [step] });
  };
  /** Moves a note by so much from where it stands. @returns what is written down of it */
  const placeNote = (id: string, by: Point): Corner => {
    const { graph, given, sizes } = read();
    const layout = layoutOf({ graph, given, axis: "across", ...sizes });
    const { x = 0, y = 0 } = layout.notes.get(id) ?? {};
    const at = noteCorner(workflow.notes?.[id] ?? {}, layout, { x: x + by.x, y: y + by.y });
    record({ do: "setNote", note: id, change: { at: [...at] } });
    return at;
  };
  return { workflow, read, place, placeNote };
}
