import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ASSIGN_STRATEGIES } from "../definition/assign.js";
import { choose, type Standing } from "./choose.js";

const someone = (person: string, rest: Partial<Standing> = {}): Standing => ({
  person,
  duty: "there",
  skills: [],
  load: 0,
  capacity: 5,
  lastGiven: 0,
  ...rest,
});

const anybody: fc.Arbitrary<Standing> = fc.record({
  person: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  duty: fc.constantFrom("there", "there", "away", "off_duty"),
  skills: fc.subarray(["locks", "swahili"]),
  load: fc.nat(4),
  capacity: fc.integer({ min: 1, max: 4 }),
  lastGiven: fc.nat(9),
});
const standings = fc.uniqueArray(anybody, { selector: ({ person }) => person });

describe("who is given a case", () => {
  test("is somebody who is there, able and not full, whenever there is anybody", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ASSIGN_STRATEGIES),
        fc.subarray(["locks", "swahili"]),
        standings,
        (by, needs, all) => {
          const chosen = choose(by, needs, all);
          const able = all.filter(
            ({ duty, skills, load, capacity }) =>
              duty === "there" && load < capacity && needs.every((need) => skills.includes(need)),
          );
          if (chosen.person !== null) {
            expect(able.map(({ person }) => person)).toContain(chosen.person);
            expect(chosen.why.among).toBe(able.length);
            return;
          }
          expect(able).toEqual([]);
          const { people, ...kept } = chosen.why;
          expect(people).toBe(all.length);
          expect(Object.values(kept).reduce((sum, n) => sum + n, 0)).toBe(people);
        },
      ),
    );
  });

  test("in turn is whoever has waited longest; who could not take one keeps their turn", () => {
    const people = ["a", "b", "c"];
    const last = new Map<string, number>();
    const given: string[] = [];
    for (let n = 1; n <= 9; n += 1) {
      const all = people.map((person) =>
        someone(person, {
          lastGiven: last.get(person) ?? 0,
          duty: person === "b" && n < 4 ? "away" : "there",
        }),
      );
      const { person } = choose("round_robin", [], all);
      given.push(person ?? "");
      last.set(person ?? "", n);
    }
    expect(given.join("")).toBe("acabcabca");
  });

  test("by least is whoever has the smallest part of what they can take, in turn where that is the same", () => {
    const half = someone("half", { load: 1, capacity: 2 });
    const full = someone("full", { load: 2, capacity: 6, lastGiven: 4 });
    const also = someone("also", { load: 1, capacity: 3, lastGiven: 3 });
    expect(choose("least_loaded", [], [half, full, also])).toEqual({
      person: "also",
      why: { by: "least_loaded", load: 2, capacity: 3, among: 3 },
    });
  });
});
