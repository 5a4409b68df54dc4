import { describe, expect, test } from "vitest";
import type { CaseRepair } from "../../../engine/protocol/case-repair.js";
import { planOf, wouldDo } from "./plan.js";

const refused: CaseRepair = {
  ...{ stored: 5, unstored: 2 },
  retry: { possible: true, why: "writes_again" },
  reload: { possible: true, why: "forgets" },
  skip: { possible: true, why: "sets_aside" },
  standsAt: {
    ...{ mark: "m1", type: "message_received", what: "The patient wrote" },
    at: "2026-03-02T06:00:00.000Z",
  },
};
const forked: CaseRepair = { ...refused, retry: { possible: false, why: "same_again" } };

const since = "2026-03-02T06:00:00.000Z";

describe("what would be done for the chosen tickets", () => {
  test("is done for those alone for which it can be", () => {
    const previews = [
      { id: "T-1", since, repair: refused },
      { id: "T-2", since, repair: forked },
    ];
    expect(planOf(previews, "retry")).toEqual({
      ...{ cases: [{ id: "T-1", since, unstored: 2, mark: "m1" }], cannot: 1, isKnown: true },
    });
    expect(planOf(previews, "reload").cases.map(({ id }) => id)).toEqual(["T-1", "T-2"]);
  });

  test("takes along what was shown, without a mark where nothing stands for itself", () => {
    const previews = [{ id: "T-1", since, repair: { ...refused, standsAt: null } }];
    expect(planOf(previews, "reload").cases).toEqual([{ id: "T-1", since, unstored: 2 }]);
  });

  test("is not known before each has been looked at", () => {
    const previews = [
      { id: "T-1", since, repair: refused },
      { id: "T-3", since, repair: null },
    ];
    expect(planOf(previews, "retry").isKnown).toBe(false);
  });

  test("is said with its numbers", () => {
    expect(wouldDo(refused, "retry")).toBe("Writes 2 turns again.");
    expect(wouldDo(refused, "reload")).toBe("Forgets 2 turns and goes on from turn 5.");
    expect(wouldDo(forked, "retry")).toMatch(/^Cannot help/);
    expect(wouldDo(refused, "skip")).toMatch(/^Sets aside “The patient wrote”/);
  });
});
