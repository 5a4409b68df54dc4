import { describe, expect, test } from "vitest";
import type { PassageCount } from "../store/passages.js";
import { usedStep } from "../store/clock-lives.js";
import { flowOf } from "./flow-view.js";

const HOUR_MS = 3_600_000;

const went = (n: number, more: Partial<PassageCount> = {}): PassageCount => ({
  ...{ from: "work", transition: "finish", usedStep: usedStep(HOUR_MS), late: false, n },
  ...more,
});

describe("how cases moved", () => {
  test("is told by state with how long they stayed, and by way out of each state", () => {
    const { states, ways } = flowOf([
      went(8),
      went(1, { usedStep: usedStep(10 * HOUR_MS) }),
      went(6, { usedStep: usedStep(100 * HOUR_MS), late: true, transition: "ask" }),
      went(7, { from: "wait" }),
    ]);
    expect(states).toEqual([
      { state: "work", left: 15, late: 6, medianMs: about(1), p90Ms: about(100) },
      { state: "wait", left: 7, late: 0, medianMs: about(1), p90Ms: about(1) },
    ]);
    expect(ways).toEqual([
      { transition: "finish", from: "work", taken: 9 },
      { transition: "ask", from: "work", taken: 6 },
      { transition: "finish", from: "wait", taken: 7 },
    ]);
  });

  test("hides what fewer than five cases did, their lengths too", () => {
    const { states, ways } = flowOf([went(2), went(2, { late: true, transition: "ask" })]);
    expect(states).toEqual([
      { state: "work", left: null, late: null, medianMs: null, p90Ms: null },
    ]);
    expect(ways.map(({ taken }) => taken)).toEqual([null, null]);
    expect(flowOf([went(40), went(4, { late: true })]).states[0]).toMatchObject({
      left: 44,
      late: null,
    });
    expect(flowOf([went(5, { late: true })]).states[0]).toMatchObject({ left: 5, late: 5 });
  });

  test("counts what leaves a case where it is as a way, and not as leaving", () => {
    const { states, ways } = flowOf([went(9, { transition: "note", usedStep: null })]);
    expect(states).toEqual([]);
    expect(ways).toEqual([{ transition: "note", from: "work", taken: 9 }]);
  });
});

/** To two percent. */
function about(hours: number): unknown {
  return expect.closeTo(hours * HOUR_MS, -Math.log10(hours * HOUR_MS * 0.04));
}
