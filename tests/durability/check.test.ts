import { describe, expect, test } from "vitest";
import { contentHash } from "../../engine/definition/canonical.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import { type CaseDoc, NOTHING_DUE } from "../../engine/store/cases.js";
import type { EventDoc } from "../../engine/store/events.js";
import type { InboxDoc } from "../../engine/store/inbox.js";
import type { MessageDoc } from "../../engine/store/messages.js";
import { type Violation, violations } from "./check.js";
import type { Evidence, LinkedEvent } from "./evidence.js";
import type { Answered, LedgerLine } from "./ledger.js";

type Draft = { -readonly [Member in keyof Evidence]: Evidence[Member] };

/** A change to evidence in which every promise was kept, and what the check has to say of it. */
const planted: readonly (readonly [
  what: string,
  invariant: Violation["invariant"],
  says: RegExp,
  plant: (draft: Draft) => void,
])[] = [
  [
    "an SMS that was taken and is nowhere",
    "I1",
    /is on no case/,
    (draft) => {
      draft.ledger = [...draft.ledger, asked("sms-9", { what: "sms", phone: PHONE }), yes("sms-9")];
    },
  ],
  [
    "an SMS on two cases",
    "I1",
    /stands 2 times/,
    (draft) => {
      draft.events = [...draft.events, { ...draft.events[0]!, _id: "T-2.1", caseId: "T-2" }];
    },
  ],
  [
    "an SMS that the drain gave up",
    "I1",
    /is dead in the inbox/,
    (draft) => {
      draft.inbox = draft.inbox.map((row) => ({ ...row, state: "dead" as const }));
    },
  ],
  [
    "an SMS that is bound to another case than it stands on",
    "I1",
    /bound to T-2/,
    (draft) => {
      draft.inbox = draft.inbox.map((row) => ({ ...row, caseId: "T-2" }));
    },
  ],
  [
    "an SMS that no screen shows",
    "I1",
    /is not shown/,
    (draft) => {
      draft.messages = draft.messages.filter(({ direction }) => direction === "out");
    },
  ],
  [
    "an action that was answered and left nothing",
    "I1",
    /left no turn/,
    (draft) => {
      draft.ledger = [...draft.ledger, asked("act-9", ACT), yes("act-9")];
    },
  ],
  [
    "an action that was done twice",
    "I1",
    /done 2 times/,
    (draft) => {
      draft.events = [...draft.events, { ...draft.events[1]!, _id: "T-1.3", turn: 3 }];
    },
  ],
  [
    "an action that was told another turn",
    "I1",
    /was told T-1\.7/,
    (draft) => {
      draft.ledger = draft.ledger.map((line) =>
        line.kind === "answered" && line.key === "act-1" ? { ...line, turn: 7 } : line,
      );
    },
  ],
  [
    "an action that was refused and done",
    "I1",
    /was refused \(case_changed\) and done/,
    (draft) => {
      draft.ledger = draft.ledger.map((line) =>
        line.kind === "answered" && line.key === "act-1"
          ? { ...line, status: 409, code: "case_changed" }
          : line,
      );
    },
  ],
  [
    "a case that was opened and is gone",
    "I1",
    /was opened and is gone/,
    (draft) => {
      const opened = { what: "create", phone: PHONE } as const;
      draft.ledger = [...draft.ledger, asked("new-9", opened), yes("new-9", { caseId: "T-9" })];
    },
  ],
  [
    "two open tickets of one patient",
    "I1",
    /was opened while T-1/,
    (draft) => {
      addCase(draft, "T-2");
    },
  ],
  [
    "a case of nobody who asked",
    "I1",
    /nobody who asked/,
    (draft) => {
      draft.phones = new Map([["contact-1", "+254700000099"]]);
    },
  ],
  [
    "a journey that waited in vain",
    "I1",
    /waited in vain/,
    (draft) => {
      draft.stuck = ["journey 1: waited in vain for an answer"];
    },
  ],
  [
    "a row without a workflow",
    "I2",
    /has no workflow/,
    (draft) => {
      draft.workflows = [];
    },
  ],
  [
    "a workflow without a row",
    "I2",
    /has no row/,
    (draft) => {
      draft.workflows = [...draft.workflows, { ...draft.workflows[0]!, id: "T-9" }];
    },
  ],
  [
    "a workflow that is a turn ahead",
    "I2",
    /turn 2 in the database and 3/,
    (draft) => {
      changeWorkflow(draft, { state: { ...STATE, turn: 3 } });
    },
  ],
  [
    "a workflow that holds turns back",
    "I2",
    /holds 1 turns back/,
    (draft) => {
      changeWorkflow(draft, { uncommitted: 1 });
    },
  ],
  [
    "a workflow that does not answer",
    "I2",
    /does not answer/,
    (draft) => {
      changeWorkflow(draft, { state: null });
    },
  ],
  [
    "a workflow that ended under an open case",
    "I2",
    /its workflow ended/,
    (draft) => {
      changeWorkflow(draft, { closed: true });
    },
  ],
  [
    "a parked case",
    "I2",
    /is parked/,
    (draft) => {
      changeWorkflow(draft, { parked: "gap" });
    },
  ],
  [
    "an effect that nobody does",
    "I2",
    /1 effects to do/,
    (draft) => {
      changeWorkflow(draft, { outstanding: 1 });
    },
  ],
  [
    "a case that stands in a queue although somebody has it",
    "I2",
    /1 times in a queue/,
    (draft) => {
      draft.queued = ["T-1"];
    },
  ],
  [
    "a message that is still being sent",
    "I3",
    /is still sending/,
    (draft) => {
      changeOutgoing(draft, { state: "sending" });
    },
  ],
  [
    "a message that was sent twice",
    "I4",
    /was sent 2 times/,
    (draft) => {
      draft.accepted = [...draft.accepted, { ...draft.accepted[0]!, attemptId: "T-1.1.0.2" }];
    },
  ],
  [
    "a message that nobody of ours sent",
    "I4",
    /we do not know it/,
    (draft) => {
      draft.accepted = [...draft.accepted, { ...draft.accepted[0]!, attemptId: "T-9.1.0.1" }];
    },
  ],
  [
    "a message that counts as delivered and was never taken",
    "I4",
    /never taken/,
    (draft) => {
      draft.accepted = [];
    },
  ],
  [
    "a message that counts as failed and was taken",
    "I4",
    /is failed and was taken/,
    (draft) => {
      changeOutgoing(draft, { state: "failed" });
    },
  ],
  [
    "a gap in a log",
    "I5",
    /has turn 2 where 1 belongs/,
    (draft) => {
      draft.events = draft.events.slice(1);
    },
  ],
  [
    "a log that ends too early",
    "I5",
    /at turn 2 with 1 events/,
    (draft) => {
      draft.events = draft.events.slice(0, 1);
    },
  ],
  [
    "an event that was changed afterwards",
    "I5",
    /T-1\.2 was changed/,
    (draft) => {
      draft.events = draft.events.map((event) =>
        event.turn === 2 ? { ...event, event: { ...event.event, at: 1 } } : event,
      );
    },
  ],
  [
    "a chain that was broken",
    "I5",
    /T-1\.2 breaks the chain/,
    (draft) => {
      draft.events = draft.events.map((row) => (row.turn === 2 ? { ...row, hash: "0" } : row));
    },
  ],
  [
    "a state that does not follow from the log",
    "I5",
    /does not fold/,
    (draft) => {
      draft.cases = draft.cases.map((row) => ({ ...row, state: { ...STATE, queue: "billing" } }));
    },
  ],
  [
    "events without a row",
    "I5",
    /has events and no row/,
    (draft) => {
      draft.cases = [];
    },
  ],
  [
    "workflow code that disagrees with its history",
    "I6",
    /cause 24/,
    (draft) => {
      changeWorkflow(draft, {
        failedTasks: [{ cause: 24, why: "Nondeterminism error", at: FAULT.from }],
      });
    },
  ],
  [
    "a history that the same code cannot have made",
    "I6",
    /T-1 does not replay/,
    (draft) => {
      draft.replayed = { ...draft.replayed, broken: [{ name: "T-1", why: "no command" }] };
    },
  ],
  [
    "a turn that comes out otherwise when it is replayed",
    "I6",
    /T-1\.2 comes out otherwise/,
    (draft) => {
      draft.replayed = { ...draft.replayed, changed: ["T-1.2"] };
    },
  ],
  [
    "workflow code that throws",
    "I6",
    /cause 14/,
    (draft) => {
      changeWorkflow(draft, { failedTasks: [{ cause: 14, why: "no key", at: FAULT.from }] });
    },
  ],
  [
    "a 500",
    "I8",
    /answered 500/,
    (draft) => {
      draft.ledger = [...draft.ledger, failing({ status: 500, at: FAULT.from })];
    },
  ],
  [
    "a 503 in calm",
    "I8",
    /503 .*in calm/,
    (draft) => {
      draft.ledger = [...draft.ledger, failing({ status: 503, at: FAULT.to + 3_600_000 })];
    },
  ],
  [
    "what kept a case from answering",
    "I8",
    /504 .*in calm.*late tasks: .* at attempt 3$/,
    (draft) => {
      const at = FAULT.to + 3_600_000;
      draft.ledger = [...draft.ledger, failing({ key: "act-1", status: 504, at })];
      changeWorkflow(draft, { lateTasks: [{ from: at - 9_000, to: at + 1_000, attempt: 3 }] });
    },
  ],
  [
    "a 503 that does not say when to come back",
    "I8",
    /answered 503/,
    (draft) => {
      draft.ledger = [...draft.ledger, failing({ status: 503, at: FAULT.from, retryAfter: false })];
    },
  ],
  [
    "a caller left without an answer",
    "I8",
    /was not answered within/,
    (draft) => {
      draft.ledger = [...draft.ledger, failing({ status: -1, at: FAULT.from })];
    },
  ],
  [
    "a connection that broke while the API was up",
    "I8",
    /while the API was up/,
    (draft) => {
      draft.ledger = [...draft.ledger, failing({ status: 0, at: FAULT.from })];
    },
  ],
];

describe("the count after a fault", () => {
  test("has nothing to say when every promise was kept", () => {
    expect(violations(sound())).toEqual([]);
  });

  test.each(planted)("finds %s", (_what, invariant, says, plant) => {
    const draft: Draft = sound();
    plant(draft);
    const found = violations(draft).filter((violation) => violation.invariant === invariant);
    expect(found.map(({ what }) => what).join("\n")).toMatch(says);
  });

  test("allows 503 and 504 with Retry-After around a fault", () => {
    const during = failing({ status: 504, at: FAULT.from + 100 });
    const settling = failing({ status: 503, at: FAULT.to + 5_000 });
    const evidence = { ...sound(), ledger: [...sound().ledger, during, settling] };
    expect(violations(evidence)).toEqual([]);
  });

  test("allows a second ticket of a patient whose first is closed", () => {
    const draft: Draft = sound();
    draft.cases = draft.cases.map((row) => ({ ...row, status: "closed" as const }));
    draft.events = draft.events.map((row) => ({ ...row, at: new Date(100) }));
    addCase(draft, "T-2");
    const doubled = violations(draft).filter(({ what }) => what.includes("was opened while"));
    expect(doubled).toEqual([]);
  });
});

const PHONE = "+254700000001";
const ACT = { what: "act", caseId: "T-1", action: "claim" } as const;
const FAULT = { part: "worker", from: 10_000, to: 20_000, why: "kill -9" } as const;

const STATE = {
  ...{ id: "T-1", workflow: "ticket", turn: 2, entry: 2, state: "in_progress", status: "open" },
  ...{ priority: "Medium", queue: "triage", queuedAt: 1, assignee: "u-1", data: {} },
  ...{ contact: null, clocks: {}, seen: {}, automatic: 0, createdAt: 1, updatedAt: 2 },
} as const satisfies CaseState;

/** One ticket: opened by an SMS, claimed, one message out. */
function sound(): Evidence {
  const message = { id: "sms:sms-1", conversation: "sms/contact-1", number: 1, text: "Hello" };
  const created = { type: "created", id: "T-1", data: {}, contact: null, message, at: 1 } as const;
  const acted = { type: "acted", action: "claim", input: {}, requestId: "r:act-1" } as const;
  const actor = { id: "u-1", roles: [] };
  const first = eventRow(1, "", { ...created, actor }, { ...STATE, turn: 1, state: "new" });
  const patch = { turn: 2, state: "in_progress" };
  const second = eventRow(2, first.hash, { ...acted, actor, seenEntry: null, at: 2 }, patch);
  return {
    ledger: [
      asked("sms-1", { what: "sms", phone: PHONE }),
      yes("sms-1"),
      asked("act-1", ACT),
      yes("act-1", { caseId: "T-1", turn: 2 }),
    ],
    accepted: [
      {
        ...{ at: "", messageId: "ATXid_1", attemptId: "T-1.1.0.1", username: "clinic" },
        ...{ from: "22384", to: PHONE, text: "" },
      },
    ],
    faults: [FAULT],
    stuck: [],
    cases: [caseRow("T-1", second.hash)],
    events: [first, second],
    messages: [
      { _id: "sms:sms-1", caseId: "T-1", direction: "in", state: "received" } as MessageDoc,
      { _id: "T-1.1.0", caseId: "T-1", direction: "out", state: "delivered" } as MessageDoc,
    ],
    inbox: [{ _id: "sms:sms-1", state: "done", caseId: "T-1" } as InboxDoc],
    queued: [],
    shared: { limits: new Map(), taken: new Map(), rows: [] },
    giving: { capacities: new Map(), staff: [], line: [], held: new Map() },
    phones: new Map([["contact-1", PHONE]]),
    workflows: [
      {
        ...{ id: "T-1", closed: false, state: STATE, uncommitted: 0, outstanding: 0 },
        ...{ parked: null, runs: 1, historyEvents: 10, failedTasks: [], lateTasks: [] },
      },
    ],
    replayed: { broken: [], changed: [], otherInputs: [], turns: 2 },
    requestIdOf: (key) => `r:${key}`,
  };
}

function eventRow(
  turn: number,
  head: string,
  event: EventDoc["event"],
  patch: EventDoc["patch"],
): LinkedEvent {
  const transition = turn === 1 ? null : "claim";
  const bare = { turn, event, transition, patch, effects: [] };
  const digest = contentHash(bare);
  return {
    ...bare,
    ...{ _id: `T-1.${turn}`, caseId: "T-1", type: event.type, at: new Date(turn), actor: "u-1" },
    ...{ requestId: event.type === "acted" ? event.requestId : null, note: null, digest },
    ...{ hash: contentHash([head, digest]), link: contentHash([head, digest]) },
    ...{ workflow: "ticket", state: "new", queue: "triage" },
    oldQueue: null,
  };
}

function caseRow(id: string, head: string): CaseDoc {
  const [createdAt, updatedAt] = [new Date(1), new Date(2)];
  return {
    ...{ _id: id, workflow: "ticket", release: 1, interpreter: 1, turn: 2, state: STATE, rank: 3 },
    ...{ stateId: "in_progress", status: "open", priority: "Medium", queue: "triage" },
    ...{ assignee: "u-1", contact: "contact-1", createdAt, updatedAt, parked: null, head },
    ...{ dueAt: NOTHING_DUE, riskAt: null },
  };
}

function addCase(draft: Draft, id: string): void {
  const [first] = draft.cases;
  draft.cases = [...draft.cases, { ...first!, _id: id, createdAt: new Date(5_000) }];
}

function changeWorkflow(draft: Draft, change: Partial<Evidence["workflows"][number]>): void {
  draft.workflows = draft.workflows.map((workflow) => ({ ...workflow, ...change }));
}

function changeOutgoing(draft: Draft, change: Partial<MessageDoc>): void {
  draft.messages = draft.messages.map((row) =>
    row.direction === "out" ? { ...row, ...change } : row,
  );
}

function asked(key: string, ask: object): LedgerLine {
  return { kind: "asked", key, at: 0, ...ask } as LedgerLine;
}

function yes(key: string, told: Partial<Answered> = {}): Answered {
  const heard = { status: 200, retryAfter: false, code: null, caseId: null, turn: null };
  return { kind: "answered", key, at: 0, tookMs: 5, ...heard, ...told };
}

function failing(answer: Partial<Answered>): Answered {
  return yes("any", { code: "unavailable", retryAfter: true, ...answer });
}
