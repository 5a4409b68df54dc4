import { describe, expect, test } from "vitest";
import { endedBefore, keptUntil, readKeep } from "./retention.js";

const at = (text: string) => Date.parse(text);
const until = (ended: string, keep: string) => {
  const read = readKeep(keep);
  return read && new Date(keptUntil(at(ended), read)).toISOString();
};

describe("a case is kept", () => {
  test.each([
    ["2024-05-10T08:30:00Z", "P6Y", "2030-05-10T08:30:00.000Z"],
    ["2024-02-29T23:59:59Z", "P6Y", "2030-03-01T23:59:59.000Z"],
    ["2024-02-29T12:00:00Z", "P4Y", "2028-02-29T12:00:00.000Z"],
    ["2026-01-31T12:00:00Z", "P1M", "2026-03-01T12:00:00.000Z"],
    ["2026-11-30T00:00:00Z", "P18M", "2028-05-30T00:00:00.000Z"],
    ["2026-12-31T00:00:00Z", "P1D", "2027-01-01T00:00:00.000Z"],
    ["2023-10-31T06:00:00Z", "P1Y4M1D", "2025-03-02T06:00:00.000Z"],
  ])("from %s for %s until %s", (ended, keep, expected) => {
    expect(until(ended, keep)).toBe(expected);
  });

  test("never a moment too short: what is looked for at its end has not ended later than what is looked through", () => {
    const day = 24 * 60 * 60 * 1000;
    for (const keep of ["P6Y", "P1M", "P90D", "P1Y6M3D", "P11M30D"]) {
      const read = readKeep(keep) ?? { years: 0, months: 0, days: 0 };
      for (let i = 0; i < 1500; i += 1) {
        const ended = at("2023-01-01T13:00:00Z") + i * day;
        const end = keptUntil(ended, read);
        expect(end).toBeGreaterThan(ended);
        expect(keptUntil(ended + day, read)).toBeGreaterThanOrEqual(end);
        expect(endedBefore(end, read)).toBeGreaterThanOrEqual(ended);
        expect(endedBefore(end, read) - ended).toBeLessThan(8 * day);
      }
    }
  });

  test.each(["6Y", "P", "PT5M", "P6Y2W", "P-1Y", "P1.5Y", ""])("not for %j", (text) => {
    expect(readKeep(text)).toBeNull();
  });
});
