import { describe, expect, test } from "vitest";
import { belongsTo, ladderOf } from "./ladder.js";
import type { Team } from "./team.js";

const team: Team = {
  id: "medical",
  name: "Medical",
  members: [{ role: "medical" }, { person: "Head@clinic.example" }],
  tiers: [
    {
      people: ["a@x.y", "b@x.y", "c@x.y"],
      turns: { every: "PT12H", since: "2026-03-01T06:00:00Z" },
    },
    { everybody: "admin" },
  ],
};

const at = (text: string) => Date.parse(text);
const called = (tier: number, times: number, when: string) =>
  ladderOf(team, { tier, times }, at(when)).map(
    ({ tier: n, who }) => `${String(n)} ${"role" in who ? who.role : who.person}`,
  );

describe("who is called when nobody acknowledges", () => {
  test("is whoever is on duty, the next one after them, the same round again, and then the next tier", () => {
    expect(called(1, 2, "2026-03-01T18:00:00Z")).toEqual([
      ...["1 b@x.y", "1 c@x.y", "1 a@x.y"],
      ...["1 b@x.y", "1 c@x.y", "1 a@x.y"],
      ...["2 admin", "2 admin"],
    ]);
  });

  test("changes at the instant at which the turn does, before the first turn too", () => {
    const first = (when: string) => called(1, 1, when)[0];
    expect(first("2026-03-01T17:59:59Z")).toBe("1 a@x.y");
    expect(first("2026-03-02T06:00:00Z")).toBe("1 c@x.y");
    expect(first("2026-03-02T18:00:00Z")).toBe("1 a@x.y");
    expect(first("2026-03-01T05:59:59Z")).toBe("1 c@x.y");
  });

  test("begins at the last tier of a team that has no higher one, and is nobody where nobody is on call", () => {
    expect(called(3, 1, "2026-03-01T06:00:00Z")).toEqual(["2 admin"]);
    expect(ladderOf({ ...team, tiers: [] }, { tier: 1, times: 3 }, 0)).toEqual([]);
  });
});

test("a team's alerts concern its members and whoever may be called", () => {
  const concerns = (email: string, roles: readonly string[]) => belongsTo(team, { email, roles });
  expect(concerns("x@x.y", ["medical"])).toBe(true);
  expect(concerns("head@clinic.example", [])).toBe(true);
  expect(concerns("b@x.y", [])).toBe(true);
  expect(concerns("x@x.y", ["admin"])).toBe(true);
  expect(concerns("x@x.y", ["support"])).toBe(false);
});
