import { describe, expect, test } from "vitest";
import { graphOf } from "./graph.js";
import { holdAt, placedBy } from "./held.js";
import { layoutOf } from "./layout.js";
import { longWorkflow } from "./testing/workflows.js";

const graph = graphOf(longWorkflow(6));
const sizes = {
  graph,
  axis: "across" as const,
  nodeSize: () => ({ width: 116, height: 60 }),
  labelSize: () => ({ width: 98, height: 40 }),
};

describe("a state that is moved by hand", () => {
  test("stands where it was put down, and nothing else moves, also when it is outside the picture", () => {
    const before = layoutOf(sizes);
    const held = holdAt(before, "s2", { x: -300, y: -50 });
    const meanwhile = layoutOf({ ...sizes, given: held.corners, origin: held.origin });
    expect(meanwhile.nodes.get("s2")).toMatchObject({ x: -300, y: -50 });
    for (const { id } of graph.states.filter(({ id }) => id !== "s2")) {
      const { x = 0, y = 0 } = before.nodes.get(id) ?? {};
      expect(meanwhile.nodes.get(id)).toMatchObject({ x: Math.round(x), y: Math.round(y) });
    }
  });

  test("is in the same place among the others once it is written down", () => {
    const held = holdAt(layoutOf(sizes), "s2", { x: 500, y: 400 });
    const meanwhile = layoutOf({ ...sizes, given: held.corners, origin: held.origin });
    const after = layoutOf({ ...sizes, given: placedBy(held, undefined) });
    for (const { id } of graph.states) {
      const { x = 0, y = 0 } = meanwhile.nodes.get(id) ?? {};
      expect(after.nodes.get(id)).toMatchObject({ x: x - after.origin.x, y: y - after.origin.y });
    }
  });

  test("is written down alone where the others have their places already", () => {
    const given = placedBy(holdAt(layoutOf(sizes), "s2", { x: 0, y: 0 }), undefined);
    expect(Object.keys(given)).toHaveLength(6);
    const held = holdAt(layoutOf({ ...sizes, given }), "s3", { x: 10, y: 20 });
    expect(Object.keys(placedBy(held, given))).toEqual(["s3"]);
  });
});
