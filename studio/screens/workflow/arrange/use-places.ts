import { graphOf, isLarge, type Way } from "../../../canvas/graph.js";
import { labelSize, nodeSize } from "../../../canvas/sizes.js";
import { cornersOf, inRows, standingOf, type Standing } from "../../../canvas/standing.js";
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
    return { graph, sizes, standing: standingOf({ graph, given, ...sizes }) };
  };
  /** Only these are written down, unless none had a place yet: then the others must not go elsewhere by themselves. */
  const place = (moved: Standing, { goesOn = false } = {}) => {
    const others = workflow.layout ? [] : [...read().standing];
    const corners = cornersOf(new Map([...others, ...moved]));
    const step = { do: "place", corners } as const;
    record(goesOn ? step : { do: "together", steps: [step] });
  };
  return { workflow, read, place };
}
