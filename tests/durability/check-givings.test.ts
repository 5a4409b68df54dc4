import { expect, test } from "vitest";
import type { CaseDoc } from "../../engine/store/cases.js";
import { type GivingEvidence, type GivingFacts, wrongGivings } from "./check-givings.js";

type Row = GivingFacts["events"][number];

const given = (caseId: string, person: string, at: number, note: string | null = null) =>
  ({ caseId, event: { type: "assigned", person, at }, transition: null, note }) as unknown as Row;
const closed = (caseId: string, at: number) =>
  ({ caseId, event: { type: "acted", at }, transition: "good", note: null }) as unknown as Row;
const row = (_id: string, status: CaseDoc["status"], assignee: string | null) =>
  ({ _id, status, assignee, queue: "rounds" }) as CaseDoc;
const waits = (caseId: string, lane: string | null = "", person: string | null = null) => ({
  ...{ caseId, queue: "rounds", lane },
  given: person === null ? null : ({ person } as GivingEvidence["line"][number]["given"]),
});

/** One case is done, the same person has the next, and a third waits for the skill that only they have. */
const kept: GivingFacts = {
  cases: [row("X-1", "closed", "a"), row("X-2", "open", "a"), row("X-3", "open", null)],
  events: [given("X-1", "a", 10), closed("X-1", 20), given("X-2", "a", 20)],
  giving: {
    capacities: new Map([["rounds", 1]]),
    staff: [
      { id: "a", queue: "rounds", skills: ["eyes"] },
      { id: "b", queue: "rounds", skills: [] },
    ],
    line: [waits("X-3", "eyes")],
    held: new Map([["a", 1]]),
  },
};
const giving = (over: Partial<GivingEvidence>) => ({ giving: { ...kept.giving, ...over } });

const planted: readonly (readonly [what: string, says: string, facts: Partial<GivingFacts>])[] = [
  [
    "a case given twice",
    "X-2 was given 2 times, not 1",
    { events: [...kept.events, given("X-2", "b", 30)] },
  ],
  [
    "a case that is somebody's and was never given",
    "X-2 was given 0 times, not 1",
    { events: kept.events.slice(0, 2) },
  ],
  [
    "somebody with more than they can take",
    "a had 2 cases at once, of 1",
    { events: [given("X-1", "a", 10), closed("X-1", 21), given("X-2", "a", 20)] },
  ],
  [
    "a case that waits while somebody is free",
    "X-3 waits in rounds and b is free",
    giving({ line: [waits("X-3")] }),
  ],
  [
    "a case that waits while somebody with its skill is free",
    "X-3 waits in rounds and a is free",
    giving({ held: new Map() }),
  ],
  [
    "a case that does not know that it was given",
    "X-3 was given to b and does not know",
    giving({ line: [waits("X-3", "", "b")] }),
  ],
];

test.each(planted)("%s is found", (_what, says, facts) => {
  expect([...wrongGivings({ ...kept, ...facts })]).toContain(says);
});

test("nothing is found where every promise was kept, though a case was told twice and one waits for its patient", () => {
  const events = [...kept.events, given("X-2", "a", 22, "repeated")];
  const line = [...kept.giving.line, waits("X-4", null)];
  expect([...wrongGivings({ ...kept, events, ...giving({ line }) })]).toEqual([]);
});
