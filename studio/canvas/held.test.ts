import { describe, expect, test } from "vitest";
import { graphOf } from "./graph.js";
import { movedTo, placedBy, takeHold } from "./held.js";
import { layoutOf, type Layout } from "./layout.js";
import { portsOf } from "./ports.js";
import { longWorkflow, move, workflowOf } from "./testing/workflows.js";

const graph = graphOf(longWorkflow(6));
const steps = ["s0", "s1", "s2", "s3", "s4", "s5", "s6"];
const row = graphOf(
  workflowOf(
    Object.fromEntries(steps.map((id) => [id, { name: id, class: "working" as const }])),
    Object.fromEntries(
      steps.slice(1).map((id, place) => [`to${id}`, move("On", [`s${String(place)}`], id)]),
    ),
  ),
);
const sizes = {
  graph,
  axis: "across" as const,
  nodeSize: () => ({ width: 116, height: 60 }),
  labelSize: () => ({ width: 98, height: 40 }),
};

const moved = (before: Layout, state: string, at: { readonly x: number; readonly y: number }) =>
  movedTo(takeHold(before, graph, state), at);

describe("a state that is moved by hand", () => {
  test("stands where it was put, and nothing else moves, also when it is outside the picture", () => {
    const before = layoutOf(sizes);
    const meanwhile = moved(before, "s2", { x: -300, y: -50 });
    expect(meanwhile.nodes.get("s2")).toMatchObject({ x: -300, y: -50 });
    for (const { id } of graph.states.filter(({ id }) => id !== "s2"))
      expect(meanwhile.nodes.get(id)).toBe(before.nodes.get(id));
  });

  test("takes its lines along, and leaves those further off as they are, down to the object", () => {
    const before = layoutOf({ ...sizes, graph: row });
    const meanwhile = movedTo(takeHold(before, row, "s2"), { x: 40, y: 900 });
    for (const id of ["s1>s2", "s2>s3"]) {
      expect(meanwhile.ways.get(id)?.path).not.toBe(before.ways.get(id)?.path);
      expect(meanwhile.ways.get(id)?.label).not.toEqual(before.ways.get(id)?.label);
    }
    for (const id of ["s4>s5", "s5>s6"]) expect(meanwhile.ways.get(id)).toBe(before.ways.get(id));
  });

  test("has its lines, and those of the states beside it, where the whole picture would put them", () => {
    const { nodes, ways } = moved(layoutOf(sizes), "s2", { x: 40, y: 900 });
    const whole = portsOf(graph.ways, { nodes, routes: ways, axis: "across" });
    for (const { id } of graph.ways) {
      const { begin, end } = ways.get(id) ?? {};
      expect({ begin, end }).toEqual(whole.get(id));
    }
  });

  test("is in the same place among the others once it is written down", () => {
    const meanwhile = moved(layoutOf(sizes), "s2", { x: 500, y: 400 });
    const after = layoutOf({ ...sizes, given: placedBy(meanwhile, ["s2"], undefined) });
    for (const { id } of graph.states) {
      const { x = 0, y = 0 } = meanwhile.nodes.get(id) ?? {};
      expect(after.nodes.get(id)).toMatchObject({
        x: Math.round(x) - after.origin.x,
        y: Math.round(y) - after.origin.y,
      });
    }
  });

  test("is written down alone where the others have their places already", () => {
    const given = placedBy(layoutOf(sizes), ["s2"], undefined);
    expect(Object.keys(given)).toHaveLength(6);
    const meanwhile = moved(layoutOf({ ...sizes, given }), "s3", { x: 10, y: 20 });
    expect(Object.keys(placedBy(meanwhile, ["s3"], given))).toEqual(["s3"]);
  });
});
