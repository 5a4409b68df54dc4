import { describe, expect, test } from "vitest";
import type { SealedFrame } from "./frames.js";
import { openRing } from "./ring.js";

const frame = (cursor: string): SealedFrame => ({
  cursor,
  text: cursor,
  queues: [],
  assignee: null,
  team: null,
});
const cursors = (frames: readonly SealedFrame[] | null) => frames?.map(({ cursor }) => cursor);

describe("the ring of frames", () => {
  test("gives what came after a cursor, and nothing for the newest", () => {
    const ring = openRing("start", 10);
    for (const cursor of ["a", "b", "c"]) ring.add(frame(cursor));
    expect(cursors(ring.after("start"))).toEqual(["a", "b", "c"]);
    expect(cursors(ring.after("b"))).toEqual(["c"]);
    expect(cursors(ring.after("c"))).toEqual([]);
    expect(ring.cursor()).toBe("c");
  });

  test("knows nothing of a cursor that is not its own", () => {
    expect(openRing("start", 10).after("elsewhere")).toBeNull();
  });

  test("forgets the oldest and says so rather than leaving something out", () => {
    const ring = openRing("start", 10);
    for (let i = 1; i <= 45; i++) {
      ring.add(frame(String(i)));
      expect(ring.after("0")).toBeNull();
      const oldest = Math.max(1, i - 10);
      expect(cursors(ring.after(String(oldest)))?.length).toBe(i - oldest);
      if (i > 11) expect(ring.after(String(i - 11))).toBeNull();
    }
  });

  test("starts afresh when changes were lost", () => {
    const ring = openRing("start", 10);
    ring.add(frame("a"));
    ring.restart("later");
    expect(ring.after("a")).toBeNull();
    ring.add(frame("b"));
    expect(cursors(ring.after("later"))).toEqual(["b"]);
  });
});
