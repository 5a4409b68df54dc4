import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { caseDoc, type CaseDoc } from "../../engine/store/cases.js";
import { eventsOf } from "../../engine/store/events.js";
import { inboxId, inboxRow } from "../../engine/store/inbox.js";
import type { Store } from "../../engine/store/store.js";
import type { Caller, Ended } from "./caller.js";
import { isYes } from "./ledger.js";

/** Tickets that flow through the product until they are told to stop. */
export type Load = {
  /** Journeys that ended as planned. */
  readonly finished: () => number;
  /** Journeys that waited in vain, by what for. */
  readonly stuck: readonly string[];
  /** Resolves when every journey has been made. */
  done(): Promise<void>;
  /** Starts no new journeys; resolves when those under way have ended. */
  drain(): Promise<void>;
};

/** What a load is made of. */
export type LoadParts = {
  readonly caller: Caller;
  /** Only to look where a message went; staff's own work goes through the API. */
  readonly store: Store;
  /** Journeys side by side. */
  readonly width: number;
  /** Journeys at most. */
  readonly limit: number;
  /** Number of the first patient, so that two loads of one rig share nobody. */
  readonly firstPatient: number;
  readonly signal: AbortSignal;
};

/**
 * Longest time one step of a journey may take while things are being killed. An effect whose worker dies is given out again
 * after up to 40 s (`workflows/case/perform.ts`), and the same case may be hit several times in a row.
 */
const STEP_LIMIT_MS = 300_000;

/** Starts the load. */
export function startLoad(parts: LoadParts): Load {
  const stuck: string[] = [];
  const state = { next: 0, finished: 0 };
  const over = new AbortController();
  const ended = AbortSignal.any([over.signal, parts.signal]);
  const walk = async (): Promise<void> => {
    while (!ended.aborted && state.next < parts.limit) {
      const n = state.next;
      state.next += 1;
      const journey = JOURNEYS[n % JOURNEYS.length];
      if (journey === undefined) return;
      try {
        await journey(stepsFor(parts, parts.firstPatient + n));
        state.finished += 1;
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
        if (!parts.signal.aborted) stuck.push(`journey ${n}: ${error.message}`);
      }
    }
  };
  const walking = Promise.all(Array.from({ length: parts.width }, walk));
  return {
    finished: () => state.finished,
    stuck,
    done: async () => {
      await walking;
    },
    drain: async () => {
      over.abort();
      await walking;
    },
  };
}

class Stuck extends Error {}

/** What a patient and staff can do in a journey. */
type Steps = {
  readonly phone: string;
  /** Sends an SMS; resolves with its key once it is taken. */
  readonly write: (text: string) => Promise<string>;
  /** Where a message went, once its case has it. */
  readonly caseOf: (key: string) => Promise<string>;
  readonly open: (workflow: string, data: object) => Promise<string>;
  readonly act: (caseId: string, action: string, input?: object) => Promise<void>;
  readonly takeNext: (queue: string) => Promise<void>;
  readonly until: (
    caseId: string,
    what: string,
    test: (doc: CaseDoc) => boolean,
  ) => Promise<CaseDoc>;
  /** The one of some cases for which something holds first. */
  readonly firstOf: (
    ids: readonly string[],
    what: string,
    test: (doc: CaseDoc) => boolean,
  ) => Promise<string>;
};

/** The ways a case goes; each patient takes one, in turn. */
const JOURNEYS: readonly ((steps: Steps) => Promise<void>)[] = [
  asked,
  openedByStaff,
  twoAtOnce,
  takenFromQueue,
  closedWhileWriting,
  lockedAway,
  sideBySide,
];

/** SMS, claim, question, answer by SMS, resolve, close. */
async function asked({ write, caseOf, act, until }: Steps): Promise<void> {
  const id = await caseOf(await write("I would like to move my appointment"));
  await act(id, "claim");
  await act(id, "ask", { text: "Which day suits you?" });
  await until(id, "the question to be kept", ({ stateId }) => stateId === "waiting");
  await caseOf(await write("Tuesday morning please"));
  await until(id, "the patient's answer", ({ stateId }) => stateId === "in_progress");
  await finish({ act }, id);
}

async function openedByStaff({ open, act }: Steps): Promise<void> {
  const id = await open("ticket", { description: "Asked at the front desk for a prescription" });
  await act(id, "claim");
  await act(id, "reply", { text: "We have your request" });
  await act(id, "note", { text: "called back, no answer" });
  await finish({ act }, id);
}

/**
 * Two SMS in one breath belong to one ticket; a third comes after it was resolved and opens it again. Both are there before
 * staff act: one that a dying worker holds back would open the ticket again as soon as it is resolved.
 */
async function twoAtOnce({ write, caseOf, act, until }: Steps): Promise<void> {
  const keys = await Promise.all([
    write("My bill is wrong"),
    write("I paid it twice, the second time on Monday"),
  ]);
  const [id = ""] = await Promise.all(keys.map(caseOf));
  await act(id, "claim");
  await act(id, "resolve", { resolution: "The second payment comes back" });
  await until(id, "it to be resolved", ({ stateId }) => stateId === "resolved");
  await caseOf(await write("It has not come back"));
  await until(id, "it to be reopened", ({ stateId }) => stateId === "in_progress");
  await finish({ act }, id);
}

async function takenFromQueue({ write, caseOf, act, takeNext, until }: Steps): Promise<void> {
  const id = await caseOf(await write("The clinic's app does not let me sign in"));
  const { queue } = await until(id, "the rules", ({ stateId }) => stateId !== "new");
  await takeNext(queue);
  await act(id, "note", { text: "looked at it" });
  await finish({ act }, id);
}

/** The patient writes at the very moment at which the ticket is closed. */
async function closedWhileWriting({ write, caseOf, act }: Steps): Promise<void> {
  const id = await caseOf(await write("Do I need to fast before the blood test?"));
  await act(id, "claim");
  await act(id, "resolve", { resolution: "Yes, for eight hours" });
  const [key] = await Promise.all([write("Thank you"), act(id, "close")]);
  await caseOf(key);
}

/** Found things want a locker, of which there are too few, and a label; handing one back makes room. */
async function lockedAway({ open, act, until }: Steps): Promise<void> {
  const id = await open("lost-property", { details: "My passport, in the waiting room" });
  await until(id, "the search", ({ stateId }) => stateId === "searching");
  await act(id, "find", { shelf: 7 });
  await until(
    id,
    "a locker and a label",
    ({ state: { data } }) => "locked" in data && "labelled" in data,
  );
  await act(id, "hand_back", { receivedBy: "Asha", identityChecked: true });
}

/** Three examinations, each given to somebody; the check-up is done when the last of them is. It leaves an errand behind. */
async function sideBySide({ open, act, until, firstOf }: Steps): Promise<void> {
  const id = await open("check-up", { person: "Asha" });
  await act(id, "begin");
  const { state } = await until(
    id,
    "three examinations",
    ({ state }) => childrenOf(state).length === 3,
  );
  const children = childrenOf(state);
  const first = await firstOf(children, "somebody to be given it", isGiven);
  await act(first, "strange");
  await act(id, "hurry");
  // In any order: those that have been given fill the capacity that the others wait for.
  const others = children.filter((child) => child !== first);
  const examined = others.map(async (other) => {
    await until(other, "the hurry", ({ state: { data } }) => data["hurried"] === true);
    await until(other, "somebody to be given it", isGiven);
    await act(other, "good");
  });
  await Promise.all(examined);
  await until(id, "all results", ({ stateId }) => stateId === "done");
}

function childrenOf({ links = {} }: CaseDoc["state"]): readonly string[] {
  return Object.keys(links).filter((link) => links[link]?.as === "child");
}

function isGiven({ assignee }: CaseDoc): boolean {
  return assignee !== null;
}

async function finish({ act }: Pick<Steps, "act">, id: string): Promise<void> {
  await act(id, "resolve", { resolution: "Done" });
  await act(id, "close");
}

function stepsFor({ caller, store, signal }: LoadParts, patient: number): Steps {
  const phone = `+254700${String(patient).padStart(6, "0")}`;
  const look = async <Found>(
    what: string,
    find: () => Promise<Found | null>,
    instead = () => Promise.resolve("nothing"),
  ): Promise<Found> => {
    const deadline = performance.now() + STEP_LIMIT_MS;
    while (performance.now() < deadline && !signal.aborted) {
      const found = await find().catch(() => null);
      if (found !== null) return found;
      await pause(100);
    }
    throw new Stuck(`waited in vain for ${what}; ${await instead()} is there`);
  };
  const known = (ended: Ended, what: string): NonNullable<Ended> => {
    if (ended === null) throw new Stuck(`nobody answered ${what}`);
    return ended;
  };
  const steps: Steps = {
    phone,
    write: async (text) => {
      const key = randomUUID();
      const ended = known(await caller.sms({ key, phone, text }), "an SMS");
      if (!isYes(ended)) throw new Stuck(`an SMS was refused with ${ended.status}`);
      return key;
    },
    caseOf: async (key) => {
      const row = await look(`a case for message ${key}`, async () => {
        const found = await inboxRow(store, inboxId("sms", key));
        return found?.state === "done" && found.caseId !== null ? found : null;
      });
      await steps.until(row.caseId ?? "", "its first commit", () => true);
      return row.caseId ?? "";
    },
    open: async (workflow, data) => {
      const ask = { what: "create", phone } as const;
      const body = { workflow, data, contact: { phone } };
      const staffAsk = { key: randomUUID(), ask, path: "/api/cases", body };
      const ended = known(await caller.staff(staffAsk), "opening a case");
      if (ended.caseId === null) throw new Stuck(`opening was refused with ${ended.status}`);
      return ended.caseId;
    },
    act: async (caseId, action, input) => {
      const ask = { what: "act", caseId, action } as const;
      const path = `/api/cases/${caseId}/actions/${action}`;
      const body = input === undefined ? {} : { input };
      known(await caller.staff({ key: randomUUID(), ask, path, body }), `${action} on ${caseId}`);
    },
    takeNext: async (queue) => {
      const ask = { what: "next", queue } as const;
      const path = `/api/queues/${queue}/next`;
      known(await caller.staff({ key: randomUUID(), ask, path, body: {} }), `next of ${queue}`);
    },
    until: (caseId, what, test) =>
      look(
        `${what} on ${caseId}`,
        async () => {
          const doc = await caseDoc(store, caseId);
          return doc !== null && test(doc) ? doc : null;
        },
        () => whereIs(store, caseId),
      ),
    firstOf: (ids, what, test) =>
      look(
        `${what}, one of ${ids.join(", ")}`,
        async () => {
          const docs = await Promise.all(ids.map((id) => caseDoc(store, id)));
          return docs.find((doc) => doc !== null && test(doc))?._id ?? null;
        },
        () => whereIs(store, ids[0] ?? ""),
      ),
  };
  return steps;
}

/** Where a case stands and how it came there, for whoever reads why a journey got stuck. */
async function whereIs(store: Store, caseId: string): Promise<string> {
  const doc = await caseDoc(store, caseId);
  const events = await eventsOf(store, caseId, { after: 0, limit: 100 });
  const passed = events.map(({ type, at, state }) => `${type} → ${state} at ${at.toISOString()}`);
  return `${doc?.stateId ?? "nothing"} after ${passed.join(", ")}`;
}
