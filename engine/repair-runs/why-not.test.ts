import { describe, expect, test } from "vitest";
import type { CaseRepair } from "../protocol/case-repair.js";
import { whyNot } from "./why-not.js";

const since = new Date("2026-03-02T06:00:00.000Z");
const preview: CaseRepair = {
  ...{ stored: 5, unstored: 2 },
  retry: { possible: true, why: "writes_again" },
  reload: { possible: true, why: "forgets" },
  skip: { possible: true, why: "sets_aside" },
  standsAt: { mark: "m1", type: "acted", what: "Add a note", at: since.toISOString() },
};
const shown = { since, unstored: 2, mark: "m1" };

describe("a case of a run", () => {
  test("is repaired while it stands as it was shown", () => {
    for (const how of ["retry", "reload", "skip"] as const)
      expect(whyNot(how, shown, { since, preview })).toBeNull();
  });

  test("is left alone once it has gone on and stands still again, whatever the way", () => {
    const later = new Date(since.getTime() + 1);
    for (const how of ["retry", "reload", "skip"] as const)
      for (const now of [later, null])
        expect(whyNot(how, shown, { since: now, preview })).toBe("changed");
  });

  test("is not reloaded when more would be forgotten than was shown, and tried again all the same", () => {
    const more = { since, preview: { ...preview, unstored: 3 } };
    expect(whyNot("reload", shown, more)).toBe("changed");
    expect(whyNot("retry", shown, more)).toBeNull();
  });

  test("is not let past another event than was shown, or past none", () => {
    const other = { mark: "m2", type: "acted", what: "Add a note", at: since.toISOString() };
    for (const standsAt of [other, null])
      expect(whyNot("skip", shown, { since, preview: { ...preview, standsAt } })).toBe("changed");
  });

  test("is told of as going or over whatever was shown, and as beyond help where a way cannot help", () => {
    const still = (why: "going" | "over" | "same_again"): CaseRepair => ({
      ...preview,
      retry: { possible: false, why },
    });
    const later = new Date(since.getTime() + 1);
    expect(whyNot("retry", shown, { since: later, preview: still("going") })).toBe("going");
    expect(whyNot("retry", shown, { since: null, preview: still("over") })).toBe("over");
    expect(whyNot("retry", shown, { since, preview: still("same_again") })).toBe("cannot");
  });
});
