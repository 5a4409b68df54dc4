import { describe, expect, test } from "vitest";
import type { CaseEventLine } from "../../../engine/protocol/case.js";
import { figureKey } from "../../nodes/figures.js";
import { figuresOf } from "./figures.js";
import { arrivesAt, goes, nextTurn, standingAt, type Stretch, trailOf } from "./steps.js";

const HOUR = 3_600_000;

/** A turn that leads to a state, at an hour. */
function turn(
  n: number,
  [from, to]: readonly [string | null, string],
  more: Partial<CaseEventLine> = {},
): CaseEventLine {
  const state = (id: string) => ({ id, name: id });
  return {
    ...{ turn: n, type: "acted", at: new Date(n * HOUR).toISOString(), actor: null, title: "" },
    ...{ transition: null, note: null, input: {}, effects: [], decisionId: null, ...more },
    ...{ from: from === null ? null : state(from), to: state(to) },
  };
}

const stretch = (fromTurn: number, release: number): Stretch => ({
  ...{ fromTurn, release, roles: [] },
  workflow: { name: "Ticket", initial: "new", states: {}, transitions: {} },
});

const lines = [
  turn(1, [null, "new"], { type: "created" }),
  turn(2, ["new", "open"], { transition: "claim" }),
  turn(3, ["open", "open"], { transition: "note" }),
  turn(4, ["open", "new"], { transition: "give_back" }),
  turn(5, ["new", "open"], { transition: "claim" }),
];
const plain = { lines, stretches: [stretch(1, 7)] };

describe("where a case stood after one of its turns", () => {
  test("is what had happened until then, and nothing of what came later", () => {
    const standing = standingAt(plain, { turn: 3, until: 3 * HOUR });
    expect(standing?.line.turn).toBe(3);
    expect(standing?.arrival.turn).toBe(2);
    const { here, states, ways } = trailOf(standing ?? never());
    expect([here, [...states], [...ways]]).toEqual(["open", ["new", "open"], ["new>open"]]);
  });

  test("adds up how long it was in each state and how often it came there", () => {
    const standing = standingAt(plain, { turn: 5, until: 9 * HOUR });
    expect([...(standing?.stays ?? [])]).toEqual([
      ["new", { visits: 2, ms: 2 * HOUR }],
      ["open", { visits: 2, ms: 6 * HOUR }],
    ]);
    expect(standing?.taken.get(figureKey("claim", "new"))).toEqual([2, 5]);
    expect(standing?.taken.get(figureKey("note", "open"))).toEqual([3]);
    const figures = figuresOf(standing ?? never());
    expect(figures.states.get("open")).toMatchObject({ text: "6 h · 2×", depth: 4 });
    expect(figures.ways.get(figureKey("claim", "new"))?.spoken).toBe("Taken by turns 2, 5");
  });

  test("is nothing where nothing is on record", () => {
    expect(standingAt({ ...plain, lines: [] }, { turn: 1, until: 0 })).toBeNull();
  });
});

describe("a case that was moved to another release", () => {
  const moved = {
    lines: [...lines, turn(6, ["open", "taken"], { type: "moved" }), turn(7, ["taken", "over"])],
    stretches: [stretch(1, 7), stretch(6, 9)],
  };

  test("stood under the release of that time, where only that release has brought it", () => {
    expect(standingAt(moved, { turn: 5, until: 5 * HOUR })?.stretch.release).toBe(7);
    const after = standingAt(moved, { turn: 7, until: 8 * HOUR }) ?? never();
    expect(after.stretch.release).toBe(9);
    expect([...trailOf(after).states]).toEqual(["taken", "over"]);
    expect([...trailOf(after).ways]).toEqual(["taken>over"]);
  });

  test("did not arrive by that: what had brought it there stays so", () => {
    expect(standingAt(moved, { turn: 6, until: 6 * HOUR })?.arrival.turn).toBe(5);
  });
});

describe("what is chosen in the picture", () => {
  test("leads to the next turn that came there, and around to the first", () => {
    expect(nextTurn(lines, 1, arrivesAt("open"))).toBe(2);
    expect(nextTurn(lines, 2, arrivesAt("open"))).toBe(5);
    expect(nextTurn(lines, 5, arrivesAt("open"))).toBe(2);
    expect(nextTurn(lines, 1, goes("open", "new"))).toBe(4);
    expect(nextTurn(lines, 1, arrivesAt("closed"))).toBeUndefined();
  });
});

function never(): never {
  throw new Error("there is a standing");
}
