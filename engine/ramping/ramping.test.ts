import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caseIdOf } from "../cases/case-id.js";
import { type Ramp, type RampPlaces, reachesAll, releaseFor } from "./release-for.js";
import { stops } from "./stop-rule.js";

const ramp = (share: number, places?: RampPlaces): Ramp => ({
  ...{ from: 12, to: 13, standing: "running", share },
  ...(places === undefined ? {} : { places }),
});
const desk = { queue: "desk", facets: ["wing:east"] };
const ids = Array.from({ length: 10_000 }, (_, n) => caseIdOf("T", n + 1));

const somePlaces = fc.record({
  queues: fc.uniqueArray(fc.constantFrom("desk", "ward", "lab")),
  facets: fc.uniqueArray(fc.constantFrom("wing:east", "wing:west")),
});
const someReach = fc.record({
  share: fc.integer({ min: 1, max: 100 }),
  places: fc.option(somePlaces, { nil: undefined }),
});
const somePlace = fc.record({
  queue: fc.constantFrom("desk", "ward", "lab"),
  facets: fc.subarray(["wing:east", "wing:west"]),
});

describe("the release of a new case during a ramp", () => {
  test.each([1, 10, 50, 90])("is the later one for %i percent of them", (share) => {
    const later = ids.filter((id) => releaseFor(ramp(share), id, desk) === 13).length;
    expect(Math.abs(later / ids.length - share / 100)).toBeLessThan(0.015);
  });

  test("is the same whenever it is asked, and stays the later one however far the ramp is widened", () => {
    fc.assert(
      fc.property(
        ...[fc.constantFrom(...ids), someReach, someReach, somePlace],
        (id, narrow, wide, place) => {
          fc.pre(reachesAll(wide, narrow));
          const before = releaseFor({ ...ramp(0), ...narrow }, id, place);
          expect(releaseFor({ ...ramp(0), ...narrow }, id, place)).toBe(before);
          expect(releaseFor({ ...ramp(0), ...wide }, id, place)).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });

  test("is the later one only where the case is opened in one of the places, by queue or by facet", () => {
    const at = (places: RampPlaces) => releaseFor(ramp(100, places), "T-4K7Q-9", desk);
    expect(at({ queues: ["desk"], facets: [] })).toBe(13);
    expect(at({ queues: ["ward"], facets: ["wing:east"] })).toBe(13);
    expect(at({ queues: ["ward"], facets: ["wing:west"] })).toBe(12);
    expect(at({ queues: [], facets: [] })).toBe(12);
  });

  test("is the earlier one once it is stopped or taken back, and the later one once it is finished", () => {
    const by = (standing: Ramp["standing"]) =>
      new Set(ids.map((id) => releaseFor({ ...ramp(50), standing }, id, desk)));
    expect(by("stopped")).toEqual(new Set([12]));
    expect(by("taken_back")).toEqual(new Set([12]));
    expect(by("finished")).toEqual(new Set([13]));
  });
});

describe("a stop rule", () => {
  const counts = (opened: number, wrong: number) => ({
    ...{ opened, wrong, late: wrong, stuck: 0, ended: 0 },
  });

  test("stops when more than its share has gone wrong, and not before there are as many cases as it asks for", () => {
    const rule = { least: 20, percent: 10 };
    expect(stops(rule, counts(19, 19))).toBe(false);
    expect(stops(rule, counts(20, 2))).toBe(false);
    expect(stops(rule, counts(20, 3))).toBe(true);
    expect(stops(rule, counts(1000, 100))).toBe(false);
    expect(stops(rule, counts(1000, 101))).toBe(true);
    expect(stops({ least: 1, percent: 0 }, counts(1, 1))).toBe(true);
  });
});
