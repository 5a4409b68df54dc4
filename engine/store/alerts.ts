import { type ClientSession, Schema } from "mongoose";
import type { AlertLevel } from "../definition/alert.js";
import type { CaseState, OpenAlert } from "../interpreter/state.js";
import type { Turn } from "../interpreter/turn.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/**
 * How an alert ended: acknowledged by somebody, its case closed, a later alert of its team and level took over, or what it was
 * about is done.
 */
export type AlertEnd = "acknowledged" | "closed" | "replaced" | "done";

/** An alert of a case. Written by `commit` alone, from the turns that raise and end it. */
export type AlertDoc = {
  /** Id of the effect. */
  _id: string;
  caseId: string;
  workflow: string;
  level: AlertLevel;
  team: string;
  tier: number;
  /** An exercise, counted apart. */
  drill: boolean;
  raisedAt: Date;
  /** When everybody had been called in vain; null while nobody has given up. */
  unansweredAt: Date | null;
  /** Null while it is open. */
  end: AlertEnd | null;
  endedAt: Date | null;
  /** Who acknowledged it. */
  by: string | null;
};

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  workflow: { type: String, required: true },
  level: { type: String, required: true },
  team: { type: String, default: "" },
  tier: { type: Number, required: true },
  drill: { type: Boolean, default: false },
  raisedAt: { type: Date, required: true },
  unansweredAt: { type: Date, default: null },
  end: { type: String, default: null },
  endedAt: { type: Date, default: null },
  by: { type: String, default: null },
});
schema.index({ end: 1, team: 1, raisedAt: -1 });
schema.index({ team: 1, raisedAt: -1 });

export const alertCollection = collection<AlertDoc>(
  "alerts",
  schema,
  nothingPersonal("case ids, teams of staff, instants"),
);

/** What one turn did to a case. */
export type AlertTurn = {
  readonly turn: Turn;
  readonly before: CaseState | null;
  readonly after: CaseState;
};

/** Writes what a committed turn did to the alerts of its case, inside the transaction that commits it. */
export async function writeAlerts(
  store: Store,
  { turn, before, after }: AlertTurn,
  session: ClientSession,
): Promise<void> {
  if (before?.alerts === undefined && after.alerts === undefined) return;
  const { event } = turn;
  const at = new Date(event.at);
  const [old, open] = [before?.alerts ?? {}, after.alerts ?? {}];
  const model = store.of(alertCollection);
  const raised = Object.entries(open).filter(([id]) => !Object.hasOwn(old, id));
  const ended = Object.entries(old).filter(([id]) => !Object.hasOwn(open, id));
  if (raised.length > 0)
    await model.insertMany(
      raised.map(([id, alert]) => docOf(id, alert, after)),
      { session },
    );
  for (const [_id, alert] of ended) {
    const isReplaced = raised.some(
      ([, later]) => later.level === alert.level && later.team === alert.team,
    );
    const end = after.status === "closed" ? "closed" : isReplaced ? "replaced" : "done";
    await model.updateOne(
      { _id },
      { $set: { end, by: null, ...acknowledgedBy(_id, turn), endedAt: at } },
      { session },
    );
  }
  if (event.type === "alert_unanswered" && Object.hasOwn(old, event.alert))
    await model.updateOne({ _id: event.alert }, { $set: { unansweredAt: at } }, { session });
}

function docOf(_id: string, { level, team, tier, since }: OpenAlert, of: CaseState): AlertDoc {
  return {
    _id,
    caseId: of.id,
    workflow: of.workflow,
    level,
    team,
    tier,
    drill: of.drill === true,
    raisedAt: new Date(since),
    unansweredAt: null,
    end: null,
    endedAt: null,
    by: null,
  };
}

function acknowledgedBy(id: string, { event }: Turn): Partial<Pick<AlertDoc, "end" | "by">> {
  if (event.type !== "alert_acknowledged" || event.alert !== id) return {};
  return { end: "acknowledged", by: event.actor.id };
}

/** An alert by its id. */
export async function alertById(store: Store, id: string): Promise<AlertDoc | null> {
  return store.of(alertCollection).findById(id).lean<AlertDoc>();
}

/** Which alerts are wanted. */
export type AlertFilter = {
  /** Teams whose alerts the caller may see. */
  readonly teams: readonly string[] | "*";
  readonly status?: "open" | "ended";
  readonly drill?: boolean;
  readonly caseId?: string;
};

/** Alerts, newest first. */
export async function listAlerts(
  store: Store,
  { teams, status, drill, caseId }: AlertFilter,
  limit: number,
): Promise<AlertDoc[]> {
  return store
    .of(alertCollection)
    .find({
      ...(teams === "*" ? {} : { team: operator({ $in: [...teams] }) }),
      ...(status === "open" ? { end: null } : {}),
      ...(status === "ended" ? { end: operator({ $ne: null }) } : {}),
      ...(drill === undefined ? {} : { drill }),
      ...(caseId === undefined ? {} : { caseId }),
    })
    .sort({ raisedAt: -1, _id: 1 })
    .limit(limit)
    .lean<AlertDoc[]>();
}
