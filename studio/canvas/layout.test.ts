import { describe, expect, it } from "vitest";
import type { Workflow } from "../../engine/definition/workflow.js";
import { graphOf } from "./graph.js";
import { layoutOf, type Layout } from "./layout.js";
import { middleOf, overlap, type Axis, type Box, type Point } from "./plane.js";
import { labelSize, MOST_NAMED, nodeSize } from "./sizes.js";
import { longWorkflow, move, workflowOf } from "./testing/workflows.js";

const STATES = {
  new: { name: "New", class: "new" },
  open: { name: "Open", class: "working" },
  waiting: { name: "Waiting", class: "waiting" },
  closed: { name: "Closed", class: "done", final: true },
  voided: { name: "Voided", class: "done", final: true },
} as const;

const TICKET = workflowOf(STATES, {
  take: move("Take it", ["new"], "open"),
  route: move("Route to a team that knows more about it", ["new"], "open"),
  ask: move("Ask", ["open"], "waiting"),
  answered: move("Answered", ["waiting"], "open"),
  back: move("Put back", ["open", "waiting"], "new"),
  close: move("Close", ["new", "open", "waiting"], "closed"),
  void: move("Void", "*", "voided"),
});

function laidOut(workflow: Workflow, axis: Axis = "across"): Layout {
  const nameOf = (id: string) => workflow.transitions[id]?.name ?? id;
  return layoutOf({
    graph: graphOf(workflow),
    axis,
    nodeSize,
    labelSize: (way) => labelSize(way, nameOf),
    given: axis === "across" ? workflow.layout : undefined,
  });
}

const boxesOf = ({ nodes, ways }: Layout): readonly Box[] => [
  ...nodes.values(),
  ...[...ways.values()].map(({ label }) => label),
];

function overlaps(layout: Layout): number {
  const boxes = boxesOf(layout);
  return boxes.flatMap((one, place) => boxes.slice(place + 1).filter((two) => overlap(one, two)))
    .length;
}

const middle = (layout: Layout, state: string) =>
  middleOf(layout.nodes.get(state) ?? { x: NaN, y: NaN, width: 0, height: 0 });

/** Points along a line: its path is made of cubic curves. */
function pointsAlong(path: string): readonly Point[] {
  const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  const points = numbers.flatMap((x, at) =>
    at % 2 === 0 ? [{ x, y: numbers[at + 1] ?? NaN }] : [],
  );
  const parts = Array.from({ length: 21 }, (_, step) => step / 20);
  return points.flatMap((from, at) => {
    const [a, b, to] = points.slice(at + 1, at + 4);
    if (at % 3 !== 0 || !a || !b || !to) return [];
    const along = (t: number, axis: "x" | "y") =>
      (1 - t) ** 3 * from[axis] +
      3 * (1 - t) ** 2 * t * a[axis] +
      3 * (1 - t) * t ** 2 * b[axis] +
      t ** 3 * to[axis];
    return parts.map((t) => ({ x: along(t, "x"), y: along(t, "y") }));
  });
}

/** Boxes that lines pass behind, besides those that they belong to; 2 pixels at an edge do not count. */
function hidden(workflow: Workflow, layout: Layout): readonly string[] {
  const { ways } = graphOf(workflow);
  const boxes = [
    ...[...layout.nodes].map(([id, box]) => ({ id, box })),
    ...[...layout.ways].map(([id, { label }]) => ({ id, box: label })),
  ];
  return ways.flatMap(({ id, from, to }) => {
    const points = pointsAlong(layout.ways.get(id)?.path ?? "");
    return boxes
      .filter((one) => ![id, from, to].includes(one.id))
      .filter(({ box: { x, y, width, height } }) =>
        points.some(
          (point) =>
            point.x > x + 2 &&
            point.x < x + width - 2 &&
            point.y > y + 2 &&
            point.y < y + height - 2,
        ),
      )
      .map((one) => `${id} behind ${one.id}`);
  });
}

describe("the layout", () => {
  it("reads from left to right on a desk", () => {
    const layout = laidOut(TICKET);
    const places = ["new", "open", "waiting", "closed"].map((state) => middle(layout, state).x);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(4);
  });

  it("reads from top to bottom on a phone", () => {
    const layout = laidOut(TICKET, "down");
    const places = ["new", "open", "waiting", "closed"].map((state) => middle(layout, state).y);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(4);
  });

  it.each(["across", "down"] as const)("lets nothing cover anything else, %s", (axis) => {
    expect(overlaps(laidOut(TICKET, axis))).toBe(0);
    expect(overlaps(laidOut(longWorkflow(14), axis))).toBe(0);
  });

  it.each(["across", "down"] as const)("keeps everything inside the picture, %s", (axis) => {
    const layout = laidOut(TICKET, axis);
    for (const { x, y, width, height } of boxesOf(layout)) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(layout.width);
      expect(y + height).toBeLessThanOrEqual(layout.height);
    }
  });

  it.each(["across", "down"] as const)("leads no line behind another's box, %s", (axis) => {
    expect(hidden(TICKET, laidOut(TICKET, axis))).toEqual([]);
    const long = longWorkflow(14);
    expect(hidden(long, laidOut(long, axis))).toEqual([]);
  });

  it("puts an end that is reached from anywhere beside the other ends", () => {
    const layout = laidOut(TICKET);
    expect(middle(layout, "voided").x).toBe(middle(layout, "closed").x);
  });

  it("gives every line a place of its own at its state", () => {
    const layout = laidOut(TICKET);
    const begins = [...layout.ways.values()].map(({ path }) => /^M (\S+ \S+)/.exec(path)?.[1]);
    expect(begins).toHaveLength(8);
    expect(new Set(begins).size).toBe(begins.length);
  });

  it("takes names of any length: the boxes keep their width, and grow no further than their lines", () => {
    const long = "Waiting for the laboratory in Kisumu to send the results of the second sample ";
    const name = long.repeat(4).slice(0, 120);
    const word = "Krankenversicherungsbescheinigung".repeat(4).slice(0, 120);
    const workflow = workflowOf(
      { a: { name, class: "new" }, b: { name: word, class: "done", final: true } },
      { on: move(name, ["a"], "b"), too: move(word, ["a"], "b") },
    );
    const layout = laidOut(workflow);
    const short = laidOut(workflowOf(STATES, { take: move("Take it", ["new"], "open") }));
    expect(overlaps(layout)).toBe(0);
    expect(layout.nodes.get("a")?.width).toBe(short.nodes.get("new")?.width);
    expect(layout.nodes.get("a")?.height).toBeLessThan(120);
    expect(layout.ways.get("a>b")?.label.height).toBeLessThan(170);
  });

  it("names a few transitions of a bundle and leaves the others to its panel", () => {
    const height = (transitions: readonly string[]) =>
      labelSize({ transitions }, () => "Go on").height;
    const many = Array.from({ length: 40 }, (_, place) => String(place));
    const named = many.slice(0, MOST_NAMED);
    expect(height(many)).toBeLessThan(height(named) + 40);
    expect(height(many)).toBe(height(many.slice(0, MOST_NAMED + 1)));
  });

  it("is drawn where the definition puts the states, and the others stand below", () => {
    const layout = laidOut({
      ...TICKET,
      layout: { new: [500, 40], open: [100, 40], closed: [100, 300] },
    });
    const [begin, open, closed] = ["new", "open", "closed"].map((state) => middle(layout, state));
    expect((begin?.x ?? 0) - (open?.x ?? 0)).toBe(400);
    expect((closed?.y ?? 0) - (open?.y ?? 0)).toBe(260);
    expect(middle(layout, "waiting").y).toBeGreaterThan(closed?.y ?? 0);
    expect(overlaps(layout)).toBe(0);
    const boxes = boxesOf(layout);
    expect(Math.min(...boxes.flatMap(({ x, y }) => [x, y]))).toBeGreaterThan(0);
    expect(Math.max(...boxes.map(({ x, width }) => x + width))).toBeLessThan(layout.width);
  });

  it("of a workflow of one state is that state", () => {
    const layout = laidOut(workflowOf({ only: { name: "Only", class: "new" } }, {}));
    expect([layout.nodes.size, layout.ways.size]).toEqual([1, 0]);
  });
});
