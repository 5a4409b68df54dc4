import { describe, expect, test } from "vitest";
import type { CaseClock } from "../../../engine/protocol/case-clock.js";
import { openAt, runningAt } from "./waits.js";

describe("what a case waited for after a turn", () => {
  const asked = [
    { effect: "a", kind: "decide", what: "routing", turn: 1, answered: 3 },
    { effect: "b", kind: "webhook", what: "laboratory", turn: 4, answered: null },
  ];

  test("is what was asked by then and answered later, or never", () => {
    const open = (turn: number) => openAt(asked, turn).map(({ effect }) => effect);
    expect([1, 2, 3, 4, 9].map(open)).toEqual([["a"], ["a"], [], ["b"], ["b"]]);
  });

  test("is every clock that had begun and not ended", () => {
    const clock = (id: string, startedAt: string, endedAt: string | null) =>
      ({ id, startedAt, endedAt }) as CaseClock;
    const clocks = [
      clock("answer", "2026-03-02T06:00:00.000Z", "2026-03-02T07:00:00.000Z"),
      clock("solve", "2026-03-02T06:00:00.000Z", null),
      clock("remind", "2026-03-02T08:00:00.000Z", null),
    ];
    const ids = (at: string | null) => runningAt(clocks, at).map(({ id }) => id);
    expect(ids("2026-03-02T06:00:00.000Z")).toEqual(["answer", "solve"]);
    expect(ids("2026-03-02T07:00:00.000Z")).toEqual(["solve"]);
    expect(ids(null)).toEqual(["solve", "remind"]);
  });
});
