import type { Workflow } from "../definition/workflow.js";
import type { Actor } from "../interpreter/event.js";
import type { Action, CaseRow } from "../protocol/case.js";
import { CasewrightError } from "../protocol/errors.js";
import type { CaseDoc } from "../store/cases.js";
import { turnAnywhere } from "../store/events.js";
import {
  claimNext,
  dropEntry,
  heldEntry,
  passOver,
  type QueueEntryDoc,
} from "../store/queue-entries.js";
import type { ActOnCase } from "./contract.js";
import { settle } from "./settle.js";
import type { CaseTools } from "./tools.js";

/** Entries of a queue tried before a person is told that nobody waits. */
const NEXT_TRIES = 20;

/** Who asks for a queue's next case, under which request. */
export type AskForNext = {
  readonly queue: string;
  readonly actor: Actor;
  readonly requestId: string;
};

/** How a case is looked at and acted on. */
export type NextTools = Pick<CaseTools, "store" | "now"> & {
  readonly act: (request: ActOnCase) => Promise<Taken>;
  /** What these roles may do with a case now, as far as is stored. */
  readonly offered: (caseId: string, roles: readonly string[]) => Promise<Offer>;
};

type Offer = {
  readonly doc: CaseDoc;
  readonly workflow: Workflow;
  readonly actions: readonly Action[];
};

type Taken = { readonly turn: number; readonly row: CaseRow };

/**
 * Takes the next case of a queue, at most one per request however often that is repeated; null when nobody waits.
 *
 * The claim on an entry ends in the transaction that writes the turn it was for. So a request looks for its claim first,
 * claims anew second, and for its turn last: whichever way a repeat runs against its own earlier try, it finds one of them.
 *
 * @throws CasewrightError outcome_unknown when an earlier try of this request stands on a parked case, and what acting throws
 */
export async function takeNext(tools: NextTools, ask: AskForNext): Promise<Taken | null> {
  const { store } = tools;
  const { queue, requestId } = ask;
  const passed: string[] = [];
  while (passed.length < NEXT_TRIES) {
    const held = await heldEntry(store, queue, requestId);
    const entry = held ?? (await claimAnew(tools, ask, passed));
    if (entry === "held") continue;
    const before = held ? null : await takenBefore(tools, ask);
    if (before) {
      if (entry) await passOver(store, entry._id, requestId);
      return before;
    }
    if (!entry) return null;
    const taken = await takeEntry(tools, { entry, tried: held !== null }, ask);
    if (taken) return taken;
    passed.push(entry._id);
  }
  return null;
}

async function claimAnew({ store, now }: NextTools, ask: AskForNext, passed: readonly string[]) {
  const { queue, requestId } = ask;
  return claimNext(store, { queue, requestId, now: new Date(now()), passed });
}

/** What this very request took before. */
async function takenBefore({ store, act }: NextTools, ask: AskForNext): Promise<Taken | null> {
  const { actor, requestId } = ask;
  const turn = await turnAnywhere(store, requestId);
  if (turn?.event.type !== "acted") return null;
  const { action } = turn.event;
  return act({ caseId: turn.caseId, action, actor, requestId, input: {}, seenEntry: null });
}

/** A claimed entry, and whether an earlier try of the same request may have taken it already. */
type ClaimedEntry = { readonly entry: QueueEntryDoc; readonly tried: boolean };

/** Looks at a case that moves on each time before it is asked. */
const LOOKS = 5;

/**
 * Takes the case of an entry; null when this person cannot, and somebody else may. A case that has moved on since it was
 * looked at is looked at again: another try of this request may have seen it as it is now, and be taking it.
 */
async function takeEntry(
  tools: NextTools,
  { entry, tried }: ClaimedEntry,
  ask: AskForNext,
): Promise<Taken | null> {
  const { caseId } = entry;
  const { actor, requestId } = ask;
  for (let look = 1; look <= LOOKS; look += 1) {
    const { doc, workflow, actions } = await tools.offered(caseId, actor.roles);
    // What a parked case holds is not stored yet: whether the earlier try is among it shows when it is repaired.
    if (doc.parked && tried) throw new CasewrightError("outcome_unknown", { retryAfter: 1 });
    const action = actions.find(({ id }) => takesCase(workflow, id));
    if (!action || doc.state.queue !== ask.queue) return leave(tools, { entry, doc }, ask);
    const seenEntry = doc.state.entry;
    try {
      return await tools.act({ caseId, action: action.id, actor, requestId, input: {}, seenEntry });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error.code !== "case_changed") return leave(tools, { entry, doc }, ask);
      await settle(tools.store, caseId, doc.turn + 1);
    }
  }
  throw new CasewrightError("outcome_unknown", { retryAfter: 1 });
}

/** Gives up the claim on an entry: it waits on for somebody else, unless its case stands still or is over. */
async function leave(
  { store }: NextTools,
  { entry, doc }: { readonly entry: QueueEntryDoc; readonly doc: CaseDoc },
  { requestId }: AskForNext,
): Promise<null> {
  const gone = doc.parked !== null || doc.status === "closed";
  await (gone ? dropEntry(store, entry._id) : passOver(store, entry._id, requestId));
  return null;
}

/** Whether an action gives the case to whoever takes it, without a form to fill in. */
function takesCase(workflow: Workflow, id: string): boolean {
  const transition = workflow.transitions[id];
  const assignee = transition?.set?.["assignee"];
  const fromActor =
    typeof assignee === "object" && assignee !== null && assignee.from === "actor.id";
  return fromActor && transition?.form === undefined;
}

const REFUSALS: readonly string[] = [
  "action_not_allowed",
  "case_changed",
  "case_closed",
  "case_parked",
];

/** The case itself said no, for certain. */
function isRefusal(error: unknown): error is CasewrightError {
  return error instanceof CasewrightError && REFUSALS.includes(error.code);
}
