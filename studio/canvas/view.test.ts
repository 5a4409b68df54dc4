import { describe, expect, test } from "vitest";
import { openingView } from "./view.js";

describe("the first view of a map", () => {
  const frame = { width: 1000, height: 600 };
  const startAt = (y: number) => ({ x: 40, y, width: 180, height: 60 });

  test("shows a small one whole", () => {
    const view = openingView({ width: 1200, height: 700 }, frame, startAt(300));
    expect(view.zoom).toBeCloseTo(1000 / 1200);
    expect(view).toMatchObject({ x: 0, y: (600 - 700 * view.zoom) / 2 });
  });

  test("shows the state where cases begin, wherever a large one has it", () => {
    const start = startAt(1500);
    const view = openingView({ width: 4000, height: 3000 }, frame, start);
    const top = start.y * view.zoom + view.y;
    expect(top).toBeGreaterThan(0);
    expect(top + start.height * view.zoom).toBeLessThan(frame.height);
    expect(start.x * view.zoom + view.x).toBeGreaterThan(0);
  });
});
