import { type ClientSession, Schema } from "mongoose";
import type { CaseState } from "../interpreter/state.js";
import { type ClockLife, decidedAt, type LifeStanding } from "../sla/clock-life.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** One life of a promise, for reports: kept by `commit` alone, from the turns that begin, move and end it. */
export type ClockLifeDoc = {
  /** Case, clock and the turn that started it. */
  _id: string;
  caseId: string;
  workflow: string;
  clock: string;
  priority: string;
  queue: string;
  /** As {@link ClockLife.facets}; absent where its workflow has none. */
  facets?: readonly string[];
  /** An exercise, counted apart. */
  drill: boolean;
  standing: LifeStanding;
  /** True until it has ended. */
  open: boolean;
  startedAt: Date;
  dueAt: Date | null;
  riskAt: Date | null;
  pausedAt: Date | null;
  brokenAt: Date | null;
  endedAt: Date | null;
  /** When it was kept or broken; what reports count by. */
  decidedAt: Date | null;
  /** Milliseconds counted until it ended. */
  usedMs: number | null;
  /** {@link usedStep} of the above: what medians are read from. */
  usedStep: number | null;
};

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  workflow: { type: String, required: true },
  clock: { type: String, required: true },
  priority: { type: String, required: true },
  queue: { type: String, required: true },
  facets: { type: [String], default: undefined },
  drill: { type: Boolean, required: true },
  standing: { type: String, required: true },
  open: { type: Boolean, required: true },
  startedAt: { type: Date, required: true },
  dueAt: { type: Date, default: null },
  riskAt: { type: Date, default: null },
  pausedAt: { type: Date, default: null },
  brokenAt: { type: Date, default: null },
  endedAt: { type: Date, default: null },
  decidedAt: { type: Date, default: null },
  usedMs: { type: Number, default: null },
  usedStep: { type: Number, default: null },
});
const counted = { drill: 1, workflow: 1, clock: 1, priority: 1, queue: 1, standing: 1 } as const;
// Reports read nothing but these two indexes: what was decided in a period, and what is open.
schema.index({ decidedAt: 1, ...counted, usedStep: 1 });
schema.index({ ...counted, riskAt: 1, dueAt: 1 }, { partialFilterExpression: { open: true } });

export const clockLifeCollection = collection<ClockLifeDoc>(
  "clock_lives",
  schema,
  nothingPersonal("case ids, names of clocks, instants, choices that are free of personal data"),
);

/** A step is two percent; so exact are medians. */
const STEP = 1.02;

/** Place of a duration on a scale on which each step is two percent longer than the one before; second 1 is step 0. */
export function usedStep(ms: number): number {
  return Math.max(0, Math.round(Math.log(Math.max(1, ms / 1000)) / Math.log(STEP)));
}

/** The duration in milliseconds that a step of the scale stands for. */
export function stepMs(step: number): number {
  return step === 0 ? 0 : Math.round(STEP ** step) * 1000;
}

/** Writes the lives that a commit has changed, inside its transaction. */
export async function writeLives(
  store: Store,
  state: CaseState,
  lives: readonly ClockLife[],
  session: ClientSession,
): Promise<void> {
  if (lives.length === 0) return;
  await store.of(clockLifeCollection).bulkWrite(
    lives.map((life) => {
      const { _id, ...members } = docOf(state, life);
      return { updateOne: { filter: { _id }, update: { $set: members }, upsert: true } };
    }),
    { session },
  );
}

function docOf(state: CaseState, life: ClockLife): ClockLifeDoc {
  return {
    _id: `${state.id}.${life.clock}.${String(life.turn)}`,
    caseId: state.id,
    workflow: state.workflow,
    clock: life.clock,
    priority: life.priority,
    queue: life.queue,
    ...(life.facets === undefined ? {} : { facets: life.facets }),
    drill: state.drill === true,
    standing: life.standing,
    open: life.endedAt === null,
    startedAt: new Date(life.startedAt),
    dueAt: dateOf(life.dueAt),
    riskAt: dateOf(life.riskAt),
    pausedAt: dateOf(life.pausedAt),
    brokenAt: dateOf(life.brokenAt),
    endedAt: dateOf(life.endedAt),
    decidedAt: dateOf(decidedAt(life)),
    usedMs: life.usedMs,
    usedStep: life.usedMs === null ? null : usedStep(life.usedMs),
  };
}

function dateOf(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
