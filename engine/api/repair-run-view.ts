import { CasewrightError } from "../protocol/errors.js";
import type { RepairedCases, RepairRun } from "../protocol/repair-run.js";
import { casePlaces } from "../store/case-places.js";
import {
  casesOfRepairRuns,
  repairCounts,
  type RepairRunCaseRow,
} from "../store/repair-run-cases.js";
import { repairRunById, type RepairRunDoc } from "../store/repair-runs.js";
import type { Store } from "../store/store.js";
import { usersByIds } from "../store/users.js";
import type { Caller } from "./caller.js";
import { seesCase } from "./case-scope.js";

/** A run as somebody sees it, and those of its cases that they see. */
type SeenRun = { readonly run: RepairRun; readonly cases: RepairedCases["items"] };

/** Runs as the API shows them: those that the caller has started, and those of which they see a case. */
export async function seenRuns(
  store: Store,
  caller: Caller,
  docs: readonly RepairRunDoc[],
): Promise<readonly SeenRun[]> {
  const rows = await casesOfRepairRuns(
    store,
    docs.map(({ _id }) => _id),
  );
  const places = await casePlaces(store, [...new Set(rows.map(({ caseId }) => caseId))]);
  const people = await usersByIds(store, [...new Set(docs.map(({ by }) => by))]);
  const isSeen = ({ caseId }: RepairRunCaseRow) => {
    const place = places.get(caseId);
    return place !== undefined && seesCase(caller, place);
  };
  return docs.flatMap((doc) => {
    const mine = rows.filter(({ run }) => run === doc._id);
    const seen = mine.filter(isSeen);
    if (seen.length === 0 && doc.by !== caller.user.id) return [];
    const name = people.find(({ _id }) => _id === doc.by)?.name ?? doc.by;
    return [{ run: runView(doc, name, mine), cases: seen.map(caseView) }];
  });
}

/**
 * A run that this person sees.
 * @throws CasewrightError not_found, the same for one that is not there and one of cases that they do not see
 */
export async function requireRun(store: Store, caller: Caller, id: string): Promise<SeenRun> {
  const doc = await repairRunById(store, id);
  const [seen] = doc ? await seenRuns(store, caller, [doc]) : [];
  if (!seen) throw new CasewrightError("not_found");
  return seen;
}

function runView(doc: RepairRunDoc, name: string, rows: readonly RepairRunCaseRow[]): RepairRun {
  const { _id: id, how, reason, by, at, standing, wave } = doc;
  return {
    ...{ id, how, reason, standing, wave },
    by: { id: by, name },
    at: at.toISOString(),
    counts: repairCounts(rows),
  };
}

function caseView({ caseId: id, outcome, why, at }: RepairRunCaseRow) {
  return { id, outcome, why, at: at?.toISOString() ?? null };
}
