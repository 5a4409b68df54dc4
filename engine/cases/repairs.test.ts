import { describe, expect, test } from "vitest";
import { repairsOf } from "./repairs.js";

const told = (...asked: Parameters<typeof repairsOf>) => {
  const { retry, reload } = repairsOf(...asked);
  return [retry.possible, retry.why, reload.possible, reload.why];
};
const stuck = null;

describe("what repairing a case would do", () => {
  test("is to write again what the store refused, or to forget it", () => {
    const view = { parked: "refused", uncommitted: 2, stuck } as const;
    expect(told(5, view)).toEqual([true, "writes_again", true, "forgets"]);
    expect(repairsOf(5, view)).toMatchObject({ stored: 5, unstored: 2 });
  });

  test("is to read again what our code broke on", () => {
    const view = { parked: "interpreter", uncommitted: 0, stuck } as const;
    expect(told(5, view)).toEqual([true, "reads_again", true, "loses_nothing"]);
  });

  test("is only to reload where the turns contradict the record", () => {
    for (const parked of ["fork", "gap"] as const)
      expect(told(5, { parked, uncommitted: 1, stuck })).toEqual([
        false,
        "same_again",
        true,
        "forgets",
      ]);
  });

  test("is not to reload what was never stored", () => {
    expect(told(0, { parked: "refused", uncommitted: 1, stuck })).toEqual([
      ...[true, "writes_again"],
      ...[false, "nothing_stored"],
    ]);
  });

  test("is nothing for a case that goes on, or is over", () => {
    expect(told(5, { parked: null, uncommitted: 0, stuck })).toEqual([
      false,
      "going",
      false,
      "going",
    ]);
    expect(told(5, null)).toEqual([false, "over", false, "over"]);
  });

  test("is to skip the one event that it stands at, once it is known which that is", () => {
    const event = { type: "clock_due", at: 0, clock: "first_response" } as const;
    const at = { event, why: "refused", mark: "abc" } as const;
    const view = { parked: "refused", uncommitted: 2 } as const;
    const skip = (stuck: Parameters<typeof repairsOf>[1] & object) => repairsOf(5, stuck).skip;
    expect(skip({ ...view, stuck: at })).toEqual({ possible: true, why: "sets_aside" });
    expect(skip({ ...view, stuck: "one_of_several" }).why).toBe("one_of_several");
    expect(skip({ parked: "fork", uncommitted: 1, stuck: null }).why).toBe("no_single_event");
    expect(repairsOf(5, null).skip).toEqual({ possible: false, why: "over" });
  });
});
