import { expect, test } from "vitest";
import type { Effect } from "../interpreter/effect.js";
import type { CaseEvent } from "../interpreter/event.js";
import { answeredIn, type LoggedTurn, outstandingIn } from "./outstanding.js";

const actor = { id: "u-1", roles: [] };
const acted = (requestId: string): CaseEvent => ({
  ...{ type: "acted", action: "note", actor, input: {}, requestId, seenEntry: null, at: 1 },
});
const effect = (made: object) => made as Effect;
const turn = (n: number, event: CaseEvent, ...effects: object[]): LoggedTurn => ({
  ...{ turn: n, event, effects: effects.map(effect) },
});

test("asks again for what got no answer, for nothing that did, and never for a message", () => {
  const log = [
    turn(1, acted("r-1"), { kind: "decide", id: "1.0" }, { kind: "send_message", id: "1.1" }),
    turn(
      2,
      { type: "decided", at: 2, effect: "1.0", entry: 1, rules: "r", outcome: {} },
      { kind: "reserve", id: "2.0", quantity: "q" },
      { kind: "reserve", id: "2.1", quantity: "q" },
      { kind: "tell", id: "2.2", to: "T-2" },
    ),
    turn(3, { type: "refused", at: 3, effect: "2.1", entry: 2, quantity: "q" }),
  ];
  const open = outstandingIn(log, {}, new Map());
  expect(open.map(({ effect: { id } }) => id)).toEqual(["2.0", "2.2"]);
  expect(open.every(({ attempt, notBefore }) => attempt === 1 && notBefore === 0)).toBe(true);
});

test("goes on calling for an open alert where it was, and not for one that is over or called once", () => {
  const alert = (id: string, everyMs: number | null) => ({ kind: "alert", id, everyMs });
  const log = [turn(1, acted("r"), alert("a", 60_000), alert("b", 60_000), alert("c", null))];
  const open = { level: "emergency", team: "t", tier: 1, since: 1 } as const;
  const calls = new Map([
    ["a", { made: 2, last: 5_000 }],
    ["c", { made: 1, last: 5_000 }],
  ]);
  expect(outstandingIn(log, { alerts: { a: open, c: open } }, calls)).toEqual([
    { effect: alert("a", 60_000), attempt: 3, notBefore: 65_000 },
  ]);
});

test("knows the last 64 requests of people again", () => {
  const log = Array.from({ length: 70 }, (_, i) => turn(i + 1, acted(`r-${String(i + 1)}`)));
  const answered = answeredIn(log);
  expect(answered).toHaveLength(64);
  expect(answered.at(-1)).toEqual({ requestId: "r-70", turn: 70 });
});
