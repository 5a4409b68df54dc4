import { describe, expect, it } from "vitest";
import { untilKnown } from "./persist.js";
import { Problem } from "./problem.js";

/** Answers one after the other; the last one again and again. */
function answers(...list: readonly (Problem | string)[]) {
  let at = 0;
  return () => {
    const next = list[Math.min(at, list.length - 1)] ?? "";
    at += 1;
    return next instanceof Problem ? Promise.reject(next) : Promise.resolve(next);
  };
}

function record() {
  const waits: number[] = [];
  let unknown = 0;
  const how = {
    onUnknown: () => void (unknown += 1),
    wait: (ms: number) => Promise.resolve(void waits.push(ms)),
  };
  return { waits, how, unknown: () => unknown };
}

describe("a call whose outcome is unknown", () => {
  it("is repeated until somebody answers, and says so once", async () => {
    const seen = record();
    const attempt = answers(
      new Problem("network", 0),
      new Problem("outcome_unknown", 504),
      new Problem("unavailable", 503, { retryAfter: 3 }),
      "done",
    );
    expect(await untilKnown(attempt, seen.how)).toBe("done");
    expect(seen.waits).toEqual([500, 1000, 3000]);
    expect(seen.unknown()).toBe(1);
  });

  it("ends with a clear no", async () => {
    const seen = record();
    const attempt = answers(new Problem("network", 0), new Problem("case_changed", 409));
    await expect(untilKnown(attempt, seen.how)).rejects.toMatchObject({ code: "case_changed" });
  });

  it("never waits longer than eight seconds", async () => {
    const seen = record();
    const many = Array.from({ length: 12 }, () => new Problem("network", 0));
    await untilKnown(answers(...many, "done"), seen.how);
    expect(Math.max(...seen.waits)).toBe(8000);
  });
});
