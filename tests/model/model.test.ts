import { expect, test } from "vitest";
import { compareWithModel } from "./agreement.js";

/** Milliseconds; a story takes some ten, on a machine busy with other tests ten times that. */
const TIME_LIMIT_MS = 240_000;

test(
  "the interpreter does what the documents say: 300 random workflows, 60 random events each",
  { timeout: TIME_LIMIT_MS },
  () => {
    const seen = compareWithModel({ workflows: 300, events: 60 });
    const kinds = [
      "created: opened",
      "created: repeated",
      "acted: moved",
      "acted: refused",
      "acted: closed",
      "message_received: moved",
      "message_received: no_transition",
      "message_received: repeated",
      "message_received: closed",
      "decided: moved",
      "decided: no_transition",
      "decided: stale",
      "decided: closed",
      "clock_due: moved",
      "clock_due: no_transition",
      "clock_due: stale",
      "message_failed: no_transition",
      "message_failed: closed",
    ];
    const rare = kinds.filter((kind) => (seen[kind] ?? 0) < 20);
    expect(rare, JSON.stringify(seen)).toEqual([]);
  },
);

test("and cuts a case that nobody cares for where they say", { timeout: TIME_LIMIT_MS }, () => {
  const seen = compareWithModel({ workflows: 20, events: 140, people: "none" });
  expect(seen["decided: looping"], JSON.stringify(seen)).toBeGreaterThan(20);
});
