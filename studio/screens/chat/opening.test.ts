import { describe, expect, it } from "vitest";
import { openingAt, openingWords } from "./opening.js";

const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);
const day = (date: string) => ({ from: `${date}T08:00:00.000Z`, to: `${date}T17:00:00.000Z` });
const open = [day("2026-03-02"), day("2026-03-05")];

describe("somebody of the clinic", () => {
  it("answers at once within the hours of the chat, up to the last moment", () => {
    for (const time of ["08:00", "12:00", "16:59"])
      expect(openingAt(open, at(time))).toEqual({ kind: "there" });
  });

  it("answers outside of them from the next time on, however long the page has been open", () => {
    expect(openingAt(open, at("07:59"))).toEqual({ kind: "away", until: at("08:00") });
    const thursday = Date.parse("2026-03-05T08:00:00Z");
    expect(openingAt(open, at("17:00"))).toEqual({ kind: "away", until: thursday });
    expect(openingAt(open, thursday)).toEqual({ kind: "there" });
  });

  it("answers some time when nobody knows from when on, and at any time where no hours are settled", () => {
    expect(openingAt([], at("12:00"))).toEqual({ kind: "away", until: null });
    expect(openingAt(open, Date.parse("2026-03-06T00:00:00Z"))).toEqual({
      kind: "away",
      until: null,
    });
    expect(openingAt(null, at("12:00"))).toEqual({ kind: "there" });
  });

  it("is announced with day and time in the visitor's language", () => {
    const next = new Date(2026, 2, 5, 8, 0).getTime();
    expect(openingWords(next, "en")).toMatch(/^Thursday,? 5 March at 08:00$/);
    expect(openingWords(next, "sw")).toMatch(/^Alhamisi, 5 Machi.* 08:00$/);
  });
});
