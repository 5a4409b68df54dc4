import { describe, expect, test } from "vitest";
import type { User } from "../../../engine/protocol/session.js";
import { changeOf, workDraft, wrongWork } from "./work-draft.js";

const NOON = Date.UTC(2026, 2, 2, 12);
const asha: User = {
  ...{
    id: "u-1",
    email: "asha@clinic.example",
    name: "Asha",
    phone: null,
    slack: null,
    active: true,
  },
  ...{ roles: ["support"], capacity: null, skills: ["swahili"], hours: null, away: null },
};

describe("the work of a person in a form", () => {
  test.each<Partial<User>>([
    {},
    { capacity: 3, hours: "office", skills: [] },
    { away: { from: "2026-03-02T09:00:30.000Z", until: null } },
    { away: { from: "2026-03-01T09:00:00.000Z", until: "2026-03-01T17:00:00.000Z" } },
  ])("changes nothing before anybody has: %j", (work) => {
    const draft = workDraft({ ...asha, ...work }, NOON);
    expect(changeOf(draft, draft)).toEqual({});
    expect(wrongWork(draft)).toEqual({});
  });

  test("changes what somebody has changed, and leaves the rest to whoever else changes it", () => {
    const began = workDraft(asha, NOON);
    expect(changeOf({ ...began, capacity: " 3 " }, began)).toEqual({ capacity: 3 });
    expect(changeOf({ ...began, hours: "office", skills: [] }, began)).toEqual({
      hours: "office",
      skills: [],
    });
    const away = { ...began.away, isAway: true };
    expect(changeOf({ ...began, away, roles: ["medical"] }, began)).toEqual({
      roles: ["medical"],
      away: { from: "2026-03-02T12:00:00.000Z", until: null },
    });
    const full = workDraft({ ...asha, capacity: 3, hours: "office" }, NOON);
    expect(changeOf({ ...full, capacity: "", hours: "" }, full)).toEqual({
      capacity: null,
      hours: null,
    });
  });

  test("needs a role, and a number of tickets that there can be", () => {
    const draft = workDraft(asha, NOON);
    for (const capacity of ["0", "1.5", "many", "1001"])
      expect(Object.keys(wrongWork({ ...draft, capacity }))).toEqual(["capacity"]);
    expect(Object.keys(wrongWork({ ...draft, roles: [] }))).toEqual(["roles"]);
  });
});
