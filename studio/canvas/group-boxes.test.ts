import Elk from "elkjs/lib/elk.bundled.js";
import { expect, test } from "vitest";
import { boxesOfElk, elkGraphOf } from "./elk-graph.js";
import { graphOf } from "./graph.js";
import { groupBoxes } from "./group-boxes.js";
import { groupMovedTo } from "./held.js";
import { layoutOf } from "./layout.js";
import { overlap, type Box } from "./plane.js";
import { longWorkflow } from "./testing/workflows.js";

const workflow = longWorkflow(9);
const groups = {
  early: { name: "Early", colour: "tide" as const, states: ["s1", "s2", "gone"] },
  late: { name: "Late", colour: "sand" as const, states: ["s5", "s6", "s2"] },
  none: { name: "None", colour: "grey" as const, states: ["gone"] },
};
const graph = graphOf({ ...workflow, groups });
const sizes = {
  nodeSize: () => ({ width: 116, height: 60 }),
  labelSize: () => ({ width: 98, height: 40 }),
};

/** The states that a frame does not name and lies over. */
function strangers(nodes: ReadonlyMap<string, Box>): readonly string[] {
  return [...groupBoxes(graph.groups, nodes)].flatMap(([id, frame]) => {
    const own = graph.groups.find((one) => one.id === id)?.states ?? [];
    return [...nodes]
      .filter(([state, box]) => !own.includes(state) && overlap(frame, box))
      .map(([state]) => `${state} in ${id}`);
  });
}

test("a frame is around the states that there are, each in the first group that names it", () => {
  expect(graph.groups.map(({ id, states }) => [id, states])).toEqual([
    ["early", ["s1", "s2"]],
    ["late", ["s5", "s6"]],
  ]);
  const { nodes, groups: frames, width, height } = layoutOf({ graph, axis: "across", ...sizes });
  for (const { id, states } of graph.groups) {
    const frame = frames.get(id);
    for (const state of states) {
      const [box, around] = [nodes.get(state), frame];
      if (!box || !around) throw new Error(`nothing is drawn of ${id}`);
      expect(box.x).toBeGreaterThan(around.x);
      expect(box.y).toBeGreaterThan(around.y);
      expect(box.x + box.width).toBeLessThan(around.x + around.width);
      expect(box.y + box.height).toBeLessThan(around.y + around.height);
    }
    expect((frame?.x ?? NaN) + (frame?.width ?? NaN)).toBeLessThanOrEqual(width);
    expect((frame?.y ?? NaN) + (frame?.height ?? NaN)).toBeLessThanOrEqual(height);
  }
});

test("arranging, by itself and by ELK, puts no other state into a frame", async () => {
  expect(strangers(layoutOf({ graph, axis: "across", ...sizes }).nodes)).toEqual([]);
  const engine = new (Elk as unknown as typeof Elk.default)();
  const arranged = boxesOfElk(await engine.layout(elkGraphOf(graph, sizes)));
  expect([...arranged.keys()].toSorted()).toEqual(Object.keys(workflow.states).toSorted());
  expect(strangers(arranged)).toEqual([]);
});

test("a group that is moved takes its states along, and no other", () => {
  const before = layoutOf({ graph, axis: "across", ...sizes });
  const { x, y } = before.groups.get("late") ?? { x: NaN, y: NaN };
  const after = groupMovedTo(before, graph, "late", { x: x + 70, y: y + 900 });
  expect(after.groups.get("late")).toMatchObject({ x: x + 70, y: y + 900 });
  for (const [state, box] of before.nodes) {
    const by = ["s5", "s6"].includes(state) ? { x: 70, y: 900 } : { x: 0, y: 0 };
    expect(after.nodes.get(state)).toMatchObject({ x: box.x + by.x, y: box.y + by.y });
  }
});
