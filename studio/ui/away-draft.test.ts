import { describe, expect, test } from "vitest";
import { awayOf, draftOf, isAwayAt, wrongAway } from "./away-draft.js";

const NOON = Date.UTC(2026, 2, 2, 12);
const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour)).toISOString();

describe("an absence in a form", () => {
  test.each([
    ["with an end", { from: at(9), until: at(17) }],
    ["until somebody ends it", { from: at(9), until: null }],
    ["that is to come", { from: at(15), until: at(17) }],
  ])("%s comes out as it went in", (_, away) => {
    expect(awayOf(draftOf(away, NOON))).toEqual(away);
  });

  test("that is over is none, and a new one begins now", () => {
    const draft = draftOf({ from: at(8), until: at(9) }, NOON);
    expect(awayOf(draft)).toBeNull();
    expect(awayOf({ ...draft, isAway: true })).toEqual({ from: at(12), until: null });
  });

  test("needs a beginning, and an end after it", () => {
    const draft = draftOf({ from: at(9), until: null }, NOON);
    expect(wrongAway(draft)).toEqual({});
    expect(Object.keys(wrongAway({ ...draft, from: "" }))).toEqual(["from"]);
    expect(Object.keys(wrongAway({ ...draft, until: draft.from }))).toEqual(["until"]);
    expect(wrongAway({ ...draft, from: "", isAway: false })).toEqual({});
  });

  test("holds from its beginning to its end", () => {
    const away = { from: at(9), until: at(17) };
    const hours = [8, 9, 16, 17].map((hour) => isAwayAt(away, Date.UTC(2026, 2, 2, hour)));
    expect(hours).toEqual([false, true, true, false]);
    expect(isAwayAt({ from: at(9), until: null }, NOON)).toBe(true);
    expect(isAwayAt(null, NOON)).toBe(false);
  });
});
