import { describe, expect, it } from "vitest";
import { coalesce } from "./coalesce.js";

/** A clock that the test moves; a timer that is due runs when the clock passes it. */
function clock() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    timers: {
      now: () => now,
      after: (ms: number, run: () => void) => void timers.push({ at: now + ms, run }),
    },
    pass(ms: number) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.run();
    },
  };
}

describe("a burst of live frames", () => {
  it("becomes one fetch that names each case once", () => {
    const runs: string[][] = [];
    const time = clock();
    const stale = coalesce((names) => runs.push([...names]), time.timers);
    stale("a");
    stale("b");
    stale("a");
    expect(runs).toEqual([]);
    time.pass(120);
    expect(runs).toEqual([["a", "b"]]);
  });

  it("is followed by the next one at a steady pace, losing nothing", () => {
    const runs: string[][] = [];
    const time = clock();
    const stale = coalesce((names) => runs.push([...names]), time.timers);
    stale("a");
    time.pass(120);
    stale("b");
    time.pass(120);
    stale("c");
    expect(runs).toEqual([["a"]]);
    time.pass(600);
    expect(runs).toEqual([["a"], ["b", "c"]]);
  });
});
