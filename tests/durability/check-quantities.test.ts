import type { Evidence } from "./evidence.js";
import { expect, test } from "vitest";
import type { CaseDoc } from "../../engine/store/cases.js";
import type { LedgerDoc } from "../../engine/store/ledger.js";
import { type SharedFacts, wrongQuantities } from "./check-quantities.js";

const ROW: LedgerDoc = {
  _id: "L-1.3.1",
  caseId: "L-1",
  turn: 3,
  at: new Date(0),
  answer: "reserved",
  reservation: { quantity: "lockers", amount: 1, state: "held", until: null },
};

const ASKED = {
  caseId: "L-1",
  event: { type: "clock_due" },
  effects: [{ kind: "reserve", id: "L-1.3.1", quantity: "lockers" }],
};
const TOLD = {
  caseId: "L-1",
  event: { type: "reserved", effect: "L-1.3.1", quantity: "lockers" },
  effects: [],
};

/** One open case holds the only locker. */
const kept: SharedFacts = {
  cases: [{ _id: "L-1", status: "open" } as CaseDoc],
  events: [ASKED, TOLD] as unknown as Evidence["events"],
  shared: { limits: new Map([["lockers", 1]]), taken: new Map([["lockers", 1]]), rows: [ROW] },
};

const held = (state: "held" | "returned", id = ROW._id): LedgerDoc => ({
  ...ROW,
  _id: id,
  reservation: { quantity: "lockers", amount: 1, state, until: null },
});

const planted: readonly (readonly [what: string, says: string, facts: Partial<SharedFacts>])[] = [
  [
    "more taken than kept",
    "1 of lockers are taken and 0 kept by cases",
    { shared: { ...kept.shared, rows: [held("returned")] } },
  ],
  [
    "more taken than there is",
    "1 of lockers are taken, of 0",
    { shared: { ...kept.shared, limits: new Map([["lockers", 0]]) } },
  ],
  [
    "a closed case that holds something",
    "L-1 is closed and holds lockers by L-1.3.1",
    { cases: [{ _id: "L-1", status: "closed" } as CaseDoc] },
  ],
  [
    "an effect that the ledger does not know",
    "reserve L-1.3.1 is not in the ledger",
    { shared: { ...kept.shared, rows: [held("held", "L-1.9.9")] } },
  ],
  [
    "an answer that the case was never told",
    "reserve L-1.3.1 was told “”, not “reserved”",
    { events: [ASKED] as unknown as Evidence["events"] },
  ],
  [
    "an answer that the case was told twice",
    "reserve L-1.3.1 was told “reserved,reserved”, not “reserved”",
    { events: [ASKED, TOLD, TOLD] as unknown as Evidence["events"] },
  ],
];

test.each(planted)("%s is found", (_what, says, facts) => {
  expect([...wrongQuantities({ ...kept, ...facts })]).toContain(says);
});

test("nothing is found where every promise was kept", () => {
  expect([...wrongQuantities(kept)]).toEqual([]);
});
