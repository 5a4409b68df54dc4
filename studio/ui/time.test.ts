import { describe, expect, it } from "vitest";
import { agoWords, dueWords, span } from "./time.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("a length of time", () => {
  it.each([
    [0, "0 s"],
    [59_999, "59 s"],
    [12 * MINUTE, "12 min"],
    [HOUR, "1 h"],
    [3 * HOUR + 20 * MINUTE, "3 h 20 min"],
    [26 * HOUR, "26 h"],
    [48 * HOUR, "2 days"],
    [-5 * MINUTE, "5 min"],
  ])("of %i ms reads %s", (ms, text) => {
    expect(span(ms)).toBe(text);
  });
});

describe("a due instant", () => {
  it("counts down, calls for somebody in the last quarter of an hour, then counts what it is late", () => {
    const due = 10 * HOUR;
    expect(dueWords(due, due - 4 * HOUR)).toEqual({ text: "due in 4 h", urgency: "calm" });
    expect(dueWords(due, due - 12 * MINUTE)).toEqual({ text: "due in 12 min", urgency: "soon" });
    expect(dueWords(due, due)).toEqual({ text: "overdue by 0 s", urgency: "late" });
    expect(dueWords(due, due + 3 * MINUTE)).toEqual({ text: "overdue by 3 min", urgency: "late" });
  });
});

describe("a promise at risk", () => {
  it("says so from its first mark on, until it is late", () => {
    const due = 10 * HOUR;
    const risk = 7 * HOUR;
    expect(dueWords(due, risk - 1, risk).urgency).toBe("calm");
    const atRisk = { text: "at risk: due in 3 h", urgency: "risk" };
    expect(dueWords(due, risk, risk)).toEqual(atRisk);
    expect(dueWords(due, due, risk).urgency).toBe("late");
  });
});

describe("an age", () => {
  it("is just now for ten seconds", () => {
    expect(agoWords(0, 9_000)).toBe("just now");
    expect(agoWords(0, 4 * MINUTE)).toBe("4 min ago");
  });
});
