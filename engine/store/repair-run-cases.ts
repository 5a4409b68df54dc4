import { Schema } from "mongoose";
import type { RepairedCases, WhyNotRepaired } from "../protocol/repair-run.js";
import { collection, operator, type Store } from "./store.js";

/** What has become of one case of a run; `waiting` until that is decided. */
export type RepairRunCaseDoc = {
  /** `run.case`: the name under which the case is asked, too. */
  _id: string;
  run: string;
  caseId: string;
  /** Which one of the run it is, from 0. */
  place: number;
  /** What somebody was shown of it: since when it stood still, and how many turns were not stored. */
  since: Date;
  unstored: number;
  /** Of what it stood at; null unless that is skipped. */
  mark: string | null;
  outcome: RepairedCases["items"][number]["outcome"];
  why: WhyNotRepaired | null;
  /** When that was decided. */
  at: Date | null;
  /** When it was found to stand as shown, written down and asked first; null before. */
  begun: Date | null;
  /** How often it was tried, and when it is tried next. */
  tries: number;
  notBefore: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  run: { type: String, required: true },
  caseId: { type: String, required: true },
  place: { type: Number, required: true },
  since: { type: Date, required: true },
  unstored: { type: Number, required: true },
  mark: { type: String, default: null },
  outcome: { type: String, required: true },
  why: { type: String, default: null },
  at: { type: Date, default: null },
  begun: { type: Date, default: null },
  tries: { type: Number, default: 0 },
  notBefore: { type: Date, required: true },
});
schema.index({ run: 1, outcome: 1, notBefore: 1, place: 1 });

export const repairRunCaseCollection = collection<RepairRunCaseDoc>("repair_run_cases", schema, {
  keyOf: null,
  members: {
    run: "clear",
    caseId: "clear",
    place: "clear",
    since: "clear",
    unstored: "clear",
    // A hash of what was written to or done with the case.
    mark: "sealed",
    outcome: "clear",
    why: "clear",
    at: "clear",
    begun: "clear",
    tries: "clear",
    notBefore: "clear",
  },
});

/** A case of a run as somebody chose it. */
export type ChosenCase = Pick<RepairRunCaseDoc, "caseId" | "since" | "unstored" | "mark">;

/** Lists the cases of a run as waiting; those that are listed already stay as they are. */
export async function listRepairRunCases(
  store: Store,
  run: string,
  cases: readonly ChosenCase[],
  at: Date,
): Promise<void> {
  const blank = { outcome: "waiting" as const, why: null, at: null, begun: null, tries: 0 };
  await store.of(repairRunCaseCollection).bulkWrite(
    cases.map((chosen, place) => ({
      updateOne: {
        filter: { _id: `${run}.${chosen.caseId}` },
        update: { $setOnInsert: { run, place, ...chosen, ...blank, notBefore: at } },
        upsert: true,
      },
    })),
  );
}

/** The next cases of a run that are to be decided. */
export async function nextOfRepairRun(
  store: Store,
  run: string,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<RepairRunCaseDoc[]> {
  return store
    .of(repairRunCaseCollection)
    .find({ run, outcome: "waiting", notBefore: operator({ $lte: now }) })
    .sort({ notBefore: 1, place: 1 })
    .limit(limit)
    .lean<RepairRunCaseDoc[]>();
}

/** Writes what has become of a case, or when it is tried again. */
export async function noteRepairRunCase(
  store: Store,
  id: string,
  what: Partial<Pick<RepairRunCaseDoc, "outcome" | "why" | "at" | "begun" | "tries" | "notBefore">>,
): Promise<void> {
  await store.of(repairRunCaseCollection).updateOne({ _id: id }, { $set: what });
}

/** A case of a run with what has become of it, without what somebody was shown. */
export type RepairRunCaseRow = Pick<
  RepairRunCaseDoc,
  "_id" | "run" | "caseId" | "outcome" | "why" | "at"
>;

/** What has become of the cases of some runs, in the order in which they are repaired. */
export async function casesOfRepairRuns(
  store: Store,
  runs: readonly string[],
): Promise<RepairRunCaseRow[]> {
  return store
    .of(repairRunCaseCollection)
    .find({ run: operator({ $in: [...runs] }) }, { run: 1, caseId: 1, outcome: 1, why: 1, at: 1 })
    .sort({ run: 1, place: 1 })
    .lean<RepairRunCaseRow[]>();
}

/** How many cases have which outcome. */
export function repairCounts(rows: readonly Pick<RepairRunCaseRow, "outcome">[]) {
  const counts = { waiting: 0, done: 0, not_done: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}
