import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { durationMs } from "./duration.js";
import { durationSchema } from "./clock.js";

describe("a duration", () => {
  test.each([
    ["PT1S", 1_000],
    ["PT5M", 300_000],
    ["PT4H", 14_400_000],
    ["P2D", 172_800_000],
    ["PT48H", 172_800_000],
    ["P1DT1H1M1S", 90_061_000],
    ["PT90M", 5_400_000],
    ["PT0S", 0],
  ])("%s is %i milliseconds", (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  test.each([
    "",
    "P",
    "PT",
    "P1DT",
    "1H",
    "PT1",
    "P1M",
    "P1Y",
    "P1W",
    "PT1.5H",
    "-PT1H",
    "pt1h",
    "PT1H ",
  ])("%j is none", (text) => {
    expect(durationMs(text)).toBeNaN();
  });

  test("that a definition may hold has a length, and nothing else has one", () => {
    const shape = new RegExp(String(durationSchema.pattern));
    const text = fc.oneof(
      fc.stringMatching(/^P(\d{1,3}D)?(T(\d{1,4}H)?(\d{1,5}M)?(\d{1,6}S)?)?$/),
      fc.stringMatching(/^P?[0-9DTHMS]{0,6}$/),
    );
    fc.assert(
      fc.property(text, (duration) => {
        const ms = durationMs(duration);
        if (shape.test(duration)) expect(Number.isSafeInteger(ms) && ms >= 0).toBe(true);
        else if (!/\d{4}/.test(duration)) expect(ms).toBeNaN();
      }),
      { numRuns: 2_000 },
    );
  });
});
