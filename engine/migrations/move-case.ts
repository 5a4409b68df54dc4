import { setTimeout as wait } from "node:timers/promises";
import { readFailure } from "../cases/failures.js";
import { settle } from "../cases/settle.js";
import { CasewrightError } from "../protocol/errors.js";
import { slim } from "../interpreter/slim.js";
import type { Mapping } from "../moving/mapping.js";
import { type MovePlan, type MoveWorld, planMove, type Reason, reserves } from "../moving/plan.js";
import { calendarsFor } from "../sla/case-calendars.js";
import { countingSince } from "../sla/counting-since.js";
import { caseDoc, type CaseDoc } from "../store/cases.js";
import { eventsOf, turnOfRequest } from "../store/events.js";
import { holdsSomething } from "../store/ledger.js";
import type { MigrationDoc } from "../store/migrations.js";
import type { Store } from "../store/store.js";
import type { ActAnswer, MoveRequest } from "../../workflows/case/messages.js";
import type { JobTools } from "../job-tools.js";
import { type Ends, moveWorld } from "./world-of.js";

/** Time one call to Temporal gets. */
const CALL_TIMEOUT_MS = 4_000;

/** A case that changes under the hands of staff is looked at anew this often before it is left for later. */
const LOOKS = 4;

/** Pause before such a look: a commit takes some ten milliseconds. */
const PAUSE_MS = 100;

/**
 * What became of a case. `later`: it waits for something, or nobody answered, or its move is not written yet; it may be tried again
 * under the same name.
 */
export type CaseMoved =
  | { readonly outcome: "moved"; readonly turn: number; readonly from: string; readonly to: string }
  | { readonly outcome: "refused"; readonly reasons: readonly Reason[] }
  | { readonly outcome: "closed" }
  | { readonly outcome: "later"; readonly why: Waits };

/** Why a case is tried again later. One that is `not_written` has answered that it is moved: it is, unless a repair forgets it. */
export type Waits = "under_way" | "no_answer" | "parked" | "not_written";

/** What moving a case needs of the world. */
type MoveTools = Omit<JobTools, "audit" | "reached">;

/** One case of a migration, and how it is mapped. */
export type MoveOne = {
  readonly migration: MigrationDoc;
  readonly ends: Ends;
  readonly mapping: Mapping;
  readonly caseId: string;
  /** How often it has been tried before: a repair may have forgotten what the case answered then, so that it is asked anew. */
  readonly tries: number;
};

/**
 * Moves one case by one turn of its own, once: a repeat finds that turn, in the case's answers or in its log. What is done is planned
 * from the case as it is now; if it changes meanwhile it is planned anew.
 */
export async function moveCase(tools: MoveTools, one: MoveOne): Promise<CaseMoved> {
  const { store } = tools;
  const { migration, caseId, ends, mapping } = one;
  const requestId = `move.${migration._id}`;
  for (let look = 1; look <= LOOKS; look += 1) {
    // In this order: whoever sees a case that has moved finds the turn that moved it, which is written with it.
    const doc = await caseDoc(store, caseId);
    const done = await turnOfRequest(store, caseId, requestId);
    if (done !== null) return movedBefore(store, caseId, done);
    if (!doc || doc.status === "closed") return { outcome: "closed" };
    if (doc.release !== migration.from) return refused("elsewhere", "It follows another release.");
    const world = moveWorld(ends, mapping);
    const plan = await planFor(store, world, doc);
    if (!plan.ok) return { outcome: "refused", reasons: plan.reasons };
    const answer = await ask(tools, one, requestOf(tools, one, { doc, plan, requestId }));
    if (typeof answer !== "string") {
      if (!(await isWritten(store, caseId, answer.turn)))
        return { outcome: "later", why: "not_written" };
      // A repair may have forgotten that turn, and the case has done something else under its number.
      if ((await turnOfRequest(store, caseId, requestId)) === null) continue;
      return { outcome: "moved", turn: answer.turn, from: doc.state.state, to: plan.to };
    }
    if (answer === "closed") return { outcome: "closed" };
    if (answer !== "changed") return { outcome: "later", why: answer };
    await wait(PAUSE_MS * look);
  }
  return { outcome: "later", why: "under_way" };
}

/** Whether the store has come to a turn. */
async function isWritten(store: Store, caseId: string, turn: number): Promise<boolean> {
  try {
    await settle(store, caseId, turn);
    return true;
  } catch (error) {
    if (error instanceof CasewrightError && error.code === "outcome_unknown") return false;
    throw error;
  }
}

/** The plan of a case, looking up what it holds only where that matters. */
export async function planFor(
  store: Store,
  world: MoveWorld,
  { _id, state }: Pick<CaseDoc, "_id" | "state">,
): Promise<MovePlan> {
  const matters = reserves(world.source) && !reserves(world.target);
  return planMove(world, { state, holds: matters && (await holdsSomething(store, _id)) });
}

function refused(code: Reason["code"], message: string): CaseMoved {
  return { outcome: "refused", reasons: [{ code, message }] };
}

/** A case that this migration had moved before its process died: its log says from where to where. */
async function movedBefore(store: Store, caseId: string, turn: number): Promise<CaseMoved> {
  const [row] = await eventsOf(store, caseId, { after: turn - 1, limit: 1 });
  if (row?.event.type !== "moved") throw new TypeError(`${caseId} was moved in another turn`);
  const { from, to } = row.event;
  return { outcome: "moved", turn, from: from.state, to: to.state };
}

type Asking = {
  readonly doc: CaseDoc;
  readonly plan: Extract<MovePlan, { ok: true }>;
  readonly requestId: string;
};

function requestOf(
  { now }: MoveTools,
  { migration, ends: { release, target } }: MoveOne,
  { doc: { state }, plan: { to, fields, begins }, requestId }: Asking,
): MoveRequest {
  const at = now();
  const from = countingSince(state) ?? at;
  return {
    migration: migration._id,
    from: { release: migration.from, state: state.state },
    to: { release: release.number, state: to },
    fields,
    begins,
    actor: { id: migration.by, roles: [] },
    requestId,
    turn: state.turn,
    program: slim(target, calendarsFor(release.body, target, { from, now: at })),
  };
}

/** Asks the case, which knows a request that it has answered by its id. */
async function ask(
  { temporal, log }: MoveTools,
  { caseId, tries }: MoveOne,
  request: MoveRequest,
): Promise<ActAnswer | "changed" | "closed" | Waits> {
  const handle = temporal.workflow.getHandle(caseId);
  try {
    return await temporal.withDeadline(Date.now() + CALL_TIMEOUT_MS, () =>
      handle.executeUpdate<ActAnswer, [MoveRequest]>("move", {
        args: [request],
        updateId: `${request.requestId}.${String(tries)}`,
      }),
    );
  } catch (error) {
    const failure = readFailure(error);
    const { kind } = failure;
    if (kind === "changed" || kind === "closed" || kind === "under_way") return kind;
    if (kind === "error") {
      if (failure.error instanceof CasewrightError && failure.error.code === "case_parked")
        return "parked";
      const code = failure.error instanceof Error ? failure.error.message : kind;
      log.warn({ caseId, code }, "a case could not be asked to move");
    }
    return "no_answer";
  }
}
