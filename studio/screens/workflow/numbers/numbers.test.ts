import { describe, expect, it } from "vitest";
import type { Flow } from "../../../../engine/protocol/flow.js";
import type { CaseGraph, StateNode } from "../../../canvas/graph.js";
import { figureKey } from "../../../nodes/figures.js";
import { depthOf, figuresOf } from "./figures.js";
import type { Numbers, Shade } from "./numbers.js";
import { staySentences, takenSentences } from "./sentences.js";

const HOUR_MS = 3_600_000;

const flow: Flow = {
  from: "2026-01-01T00:00:00.000Z",
  to: "2026-01-31T00:00:00.000Z",
  states: [
    { state: "work", left: 40, late: 10, medianMs: HOUR_MS, p90Ms: 3 * HOUR_MS },
    { state: "wait", left: 20, late: null, medianMs: 16 * HOUR_MS, p90Ms: 30 * HOUR_MS },
    { state: "rare", left: null, late: null, medianMs: null, p90Ms: null },
  ],
  ways: [
    { transition: "finish", from: "work", taken: 38 },
    { transition: "finish", from: "wait", taken: null },
    { transition: "ask", from: "work", taken: 1 },
  ],
};

const node = (id: string, place: "between" | "last" = "between"): StateNode => ({
  ...{ id, name: id, place, fromAnywhere: [], stays: [] },
  kind: "working",
});

const graph: CaseGraph = {
  states: [node("work"), node("wait"), node("rare"), node("never"), node("over", "last")],
  ways: [
    { id: "work>over", from: "work", to: "over", transitions: ["finish"] },
    { id: "wait>over", from: "wait", to: "over", transitions: ["finish", "drop"] },
  ],
  everywhere: [],
  notes: [],
  groups: [],
};

const numbers = (shade: Shade = "kind", more: Partial<Numbers> = {}): Numbers => ({
  ...{ days: 30, shade, flow },
  counts: new Map(Object.entries({ work: 4, wait: 1, rare: 0, never: 0 })),
  late: new Map(Object.entries({ work: 2 })),
  ...more,
});

const figures = (shade: Shade) => figuresOf(numbers(shade), graph);
const textAt = (shade: Shade, state: string) => figures(shade)?.states.get(state)?.text;

describe("the numbers of a workflow in sentences", () => {
  it("tell how long cases stayed and how many were late, and nothing of a few", () => {
    expect(staySentences(numbers(), "work")).toEqual([
      "40 cases left here.",
      "Half of them stayed less than 1 h, nine in ten less than 3 h.",
      "25 % broke a promise here.",
    ]);
    expect(staySentences(numbers(), "wait")[2]).toBe("Fewer than 5 broke a promise here.");
    expect(staySentences(numbers(), "rare")).toEqual([
      "Fewer than 5 cases left here, too few to tell more.",
    ]);
    expect(staySentences(numbers(), "never")).toEqual(["No case left here."]);
    expect(staySentences(numbers("kind", { flow: undefined }), "work")).toEqual([]);
  });

  it("tell how often a transition was taken, by where it began where that differs", () => {
    const taken = (id: string) => takenSentences(numbers(), id, (state) => state.toUpperCase());
    expect(taken("ask")).toEqual(["Taken once"]);
    expect(taken("finish")).toEqual([
      "Taken 38 times from WORK",
      "Taken fewer than 5 times from WAIT",
    ]);
    expect(taken("drop")).toEqual(["Not taken"]);
  });
});

describe("the numbers of a workflow on its picture", () => {
  it("are not there while it is shaded by the kind of state, or they are not known", () => {
    expect(figures("kind")).toBeNull();
    expect(figuresOf(numbers("stay", { flow: undefined }), graph)).toBeNull();
  });

  it("shade each state beside the one that has the most, with the number as text", () => {
    expect(textAt("stay", "work")).toBe("< 1 h");
    expect(textAt("late", "work")).toBe("25 %");
    expect(textAt("late", "wait")).toBe("a few");
    expect(textAt("late", "rare")).toBe("too few");
    expect(textAt("late", "never")).toBe("–");
    expect(textAt("open", "work")).toBe("2 late");
    const depths = [...(figures("stay")?.states.values() ?? [])].map(({ depth }) => depth);
    expect(depths).toEqual([1, 4, 0, 0]);
    expect([depthOf(0, 9), depthOf(4, 9), depthOf(9, 9)]).toEqual([0, 3, 4]);
  });

  it("say on each way how often it was taken out of its state", () => {
    const ways = figures("late")?.ways;
    expect(ways?.get(figureKey("finish", "work"))?.text).toBe("38×");
    expect(ways?.get(figureKey("finish", "wait"))?.text).toBe("<5×");
    expect(ways?.get(figureKey("drop", "wait"))?.spoken).toBe("Not taken");
  });
});
