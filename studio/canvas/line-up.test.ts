import { describe, expect, it } from "vitest";
import { LINE_UPS, linedUp, nudged, type LineUp } from "./line-up.js";
import type { Standing } from "./standing.js";

const three: Standing = new Map([
  ["low", { x: 300, y: 400, width: 100, height: 60 }],
  ["left", { x: 0, y: 100, width: 100, height: 100 }],
  ["far", { x: 900, y: 0, width: 200, height: 40 }],
]);

const along = (how: LineUp, at: "x" | "y") =>
  Object.fromEntries([...linedUp(three, how)].map(([id, box]) => [id, box[at]]));

describe("states that are lined up", () => {
  it("stand at the edge or the middle that was asked for", () => {
    expect(along("left", "x")).toEqual({ low: 0, left: 0, far: 0 });
    expect(along("right", "x")).toEqual({ low: 1000, left: 1000, far: 900 });
    expect(along("center", "x")).toEqual({ low: 500, left: 500, far: 450 });
    expect(along("top", "y")).toEqual({ low: 0, left: 0, far: 0 });
    expect(along("bottom", "y")).toEqual({ low: 400, left: 360, far: 420 });
    expect(along("middle", "y")).toEqual({ low: 200, left: 180, far: 210 });
  });

  it("have the same room between them when they are spread, and the outermost stay", () => {
    expect(along("spreadAcross", "x")).toEqual({ left: 0, low: 450, far: 900 });
    expect(along("spreadDown", "y")).toEqual({ far: 0, left: 170, low: 400 });
  });

  it.each(LINE_UPS)("are lined up once and for all: %s", (how) => {
    const once = linedUp(three, how);
    expect([...linedUp(once, how)].toSorted()).toEqual([...once].toSorted());
  });

  it("stay as they are when there is nothing to line up with, or nothing between to be spread", () => {
    const [first, second] = [...three];
    const two: Standing = new Map([first, second].filter((one) => one !== undefined));
    for (const how of LINE_UPS) {
      expect(linedUp(new Map(), how)).toEqual(new Map());
      if (how.startsWith("spread")) expect(linedUp(two, how)).toBe(two);
    }
  });

  it("are moved together by steps", () => {
    expect(nudged(three, { x: -10, y: 1 }).get("low")).toMatchObject({ x: 290, y: 401 });
    expect(nudged(three, { x: -10, y: 1 }).get("far")).toMatchObject({ x: 890, y: 1 });
  });
});
