import { expect, test } from "vitest";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { move } from "../../canvas/testing/workflows.js";
import { overlap } from "../../canvas/plane.js";
import { BEFORE, twoOf, withChange } from "./testing/two.js";
import { twoLayouts } from "./union.js";

const { states } = BEFORE;
const { sampled: _sampled, ...left } = states;
/** A state gone, another come, one called by a longer name. */
const AFTER: Workflow = withChange({
  states: {
    ...left,
    checked: { name: "Looked at by two people", class: "working" },
    referred: { name: "Referred", class: "waiting" },
  },
  transitions: {
    refer: move("Refer", ["checked"], "referred"),
    close: move("Close", ["checked", "referred"], "closed"),
    check: move("Check it", ["new"], "checked"),
  },
  groups: { lab: { name: "Laboratory", colour: "tide", states: ["checked", "referred"] } },
});

test("what is in either picture has one place, which is the same in both", () => {
  const two = twoOf(BEFORE, AFTER);
  const { before, after } = twoLayouts(two, "across");
  expect([...before.nodes.keys()].toSorted()).toEqual(
    [...Object.keys(states), "referred"].toSorted(),
  );
  expect(before.nodes).toEqual(after.nodes);
  expect(before.ways).toEqual(after.ways);
  expect({ width: before.width, height: before.height }).toEqual({
    width: after.width,
    height: after.height,
  });
  const boxes = [...before.nodes.values(), ...[...before.ways.values()].map(({ label }) => label)];
  const covered = boxes.filter((one, place) =>
    boxes.some((other, at) => at > place && overlap(one, other)),
  );
  expect(covered).toEqual([]);
});

test("a frame is around the states that its own picture has in the group", () => {
  const { before, after } = twoLayouts(twoOf(BEFORE, AFTER), "across");
  const middle = (id: string) => before.nodes.get(id) ?? { x: NaN, y: NaN, width: 0, height: 0 };
  const holds = (layout: typeof before, id: string) => {
    const frame = layout.groups.get("lab");
    return frame !== undefined && overlap(frame, middle(id));
  };
  expect([holds(before, "sampled"), holds(after, "referred")]).toEqual([true, true]);
});

test("states stay where the later one has put them, and what is gone stands where it stood", () => {
  const layout = { new: [0, 0], checked: [600, 0], closed: [900, 0] };
  const before = withChange({ layout: { ...layout, sampled: [300, 0] } });
  const after = withChange({ ...AFTER, layout: { ...layout, referred: [600, 260] } });
  const { before: was, after: is } = twoLayouts(twoOf(before, after), "across");
  const between = (id: string, from = "new") => {
    const [a, b] = [was.nodes.get(from), was.nodes.get(id)];
    return a && b && [b.x - a.x, b.y - a.y];
  };
  expect(between("sampled")).toEqual([300, 0]);
  expect(between("checked")).toEqual([600, 0]);
  expect(between("referred")).toEqual([600, 260]);
  expect(is.nodes).toEqual(was.nodes);
});

test("what is gone gives way to what stands there now", () => {
  const before = withChange({ layout: { new: [0, 0], sampled: [300, 0], checked: [600, 0] } });
  const after = withChange({ ...AFTER, layout: { new: [0, 0], checked: [300, 0] } });
  const { nodes } = twoLayouts(twoOf(before, after), "across").before;
  const [gone, now] = [nodes.get("sampled"), nodes.get("checked")];
  expect(gone && now && overlap(gone, now)).toBe(false);
});

test("read downwards both have the same places as well, and no frames", () => {
  const { before, after } = twoLayouts(twoOf(BEFORE, AFTER), "down");
  expect(before.nodes).toEqual(after.nodes);
  expect([before.groups.size, after.groups.size]).toEqual([0, 0]);
});
