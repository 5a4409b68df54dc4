import type { PipelineStage } from "mongoose";
import { facetPrefix } from "../definition/facets.js";
import type { LifeStanding } from "../sla/clock-life.js";
import type { SlaGrouping, SlaNumber } from "../protocol/sla.js";
import { clockLifeCollection, type ClockLifeDoc } from "./clock-lives.js";
import { operator, type Store } from "./store.js";

/** Which promises a report is about: those decided in `[from, to)` and those that are open. */
export type SlaScope = {
  readonly from: Date;
  readonly to: Date;
  /** Queues whose promises the caller may see. */
  readonly queues: readonly string[] | "*";
  readonly workflow?: string;
  readonly clock?: string;
  readonly priority?: string;
  readonly queue?: string;
  /** All of these facets, as `category:billing`. */
  readonly facets?: readonly string[];
};

/** What a report counts by; by a facet, which one. */
export type SlaKey =
  { readonly by: Exclude<SlaGrouping, "facet"> } | { readonly by: "facet"; readonly facet: string };

/** Promises of one kind. `group` is empty when they are counted by clock alone. */
type Kind = { readonly workflow: string; readonly clock: string; readonly group: string };

/** How many were decided, and took so long: {@link ClockLifeDoc.usedStep}, null for what is still not done. */
export type DecidedCount = Kind & {
  readonly standing: LifeStanding;
  readonly usedStep: number | null;
  readonly n: number;
};

/** How many are open, and how many of them are past their first mark. */
export type OpenCount = Kind & {
  readonly standing: LifeStanding;
  readonly n: number;
  readonly risk: number;
};

/** A report that takes longer than this is too large to be asked for while people work. */
const LIMIT_MS = 5_000;

/** Counts what was decided in the period, from one index alone. */
export async function countDecided(
  store: Store,
  scope: SlaScope,
  { key: by, zone }: { readonly key: SlaKey; readonly zone: string },
): Promise<readonly DecidedCount[]> {
  const key = { ...keyOf(by, zone), standing: "$standing", usedStep: "$usedStep" };
  const found = await counted<Omit<DecidedCount, "n">>(store, [
    { $match: { decidedAt: { $gte: scope.from, $lt: scope.to }, ...membersOf(scope) } },
    { $group: { _id: key, n: { $sum: 1 } } },
  ]);
  return found.map(({ _id, n }) => ({ ..._id, n }));
}

/** Counts what is open now, from one index that holds nothing else. Days have nothing open. */
export async function countOpen(
  store: Store,
  scope: SlaScope,
  { key, now }: { readonly key: SlaKey; readonly now: Date },
): Promise<readonly OpenCount[]> {
  if (key.by === "day") return [];
  const isAtRisk = { $and: [{ $ne: ["$riskAt", null] }, { $lte: ["$riskAt", now] }] };
  const found = await counted<Omit<OpenCount, "n" | "risk">>(store, [
    { $match: { open: true, ...membersOf(scope) } },
    {
      $group: {
        _id: { ...keyOf(key, "UTC"), standing: "$standing" },
        n: { $sum: 1 },
        risk: { $sum: { $cond: [isAtRisk, 1, 0] } },
      },
    },
  ]);
  return found.map(({ _id, n, risk = 0 }) => ({ ..._id, n, risk }));
}

/** Place after which a page of promises starts. */
export type LifeCursor = { readonly at: string; readonly id: string };

/** The promises behind a number: decided ones newest first, open ones oldest first. */
export async function livesBehind(
  store: Store,
  scope: SlaScope,
  page: {
    readonly number: SlaNumber;
    readonly limit: number;
    readonly after: LifeCursor | null;
    readonly now: Date;
  },
): Promise<ClockLifeDoc[]> {
  const { number, after } = page;
  const [sortedBy, direction] = isDecided(number)
    ? (["decidedAt", -1] as const)
    : (["startedAt", 1] as const);
  const beyond = direction === 1 ? "$gt" : "$lt";
  const at = after === null ? null : new Date(after.at);
  const rest =
    at === null || after === null
      ? {}
      : {
          $or: [
            { [sortedBy]: operator({ [beyond]: at }) },
            { [sortedBy]: at, _id: operator({ [beyond]: after.id }) },
          ],
        };
  return store
    .of(clockLifeCollection)
    .find({ $and: [numberClause(number, scope, page.now), membersOf(scope), rest] })
    .sort({ [sortedBy]: direction, _id: direction })
    .limit(page.limit)
    .maxTimeMS(LIMIT_MS)
    .lean<ClockLifeDoc[]>();
}

/** The cursor after a promise of such a page. */
export function lifeCursor(number: SlaNumber, life: ClockLifeDoc): LifeCursor {
  const at = isDecided(number) ? (life.decidedAt ?? life.startedAt) : life.startedAt;
  return { at: at.toISOString(), id: life._id };
}

function isDecided(number: SlaNumber): boolean {
  return number === "kept" || number === "broken";
}

function numberClause(number: SlaNumber, { from, to }: SlaScope, now: Date): object {
  const inPeriod = { decidedAt: operator({ $gte: from, $lt: to }) };
  switch (number) {
    case "kept":
      return { ...inPeriod, standing: "kept" };
    case "broken":
      return { ...inPeriod, standing: operator({ $in: ["late", "overdue"] }) };
    case "atRisk":
      return { open: true, standing: "running", riskAt: operator({ $ne: null, $lte: now }) };
    case "running":
    case "paused":
    case "overdue":
      return { open: true, standing: number };
  }
}

function membersOf({ queues, workflow, clock, priority, queue, facets = [] }: SlaScope): object {
  const wanted = { workflow, clock, priority, queue };
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const seen = queues === "*" ? {} : { $and: [{ queue: operator({ $in: [...queues] }) }] };
  const byFacet = facets.length === 0 ? {} : { facets: operator({ $all: [...facets] }) };
  return { drill: false, ...Object.fromEntries(given), ...byFacet, ...seen };
}

function keyOf(key: SlaKey, zone: string): object {
  const kind = { workflow: "$workflow", clock: "$clock" };
  switch (key.by) {
    case "clock":
      return { ...kind, group: { $literal: "" } };
    case "day":
      return {
        ...kind,
        group: { $dateToString: { date: "$decidedAt", format: "%Y-%m-%d", timezone: zone } },
      };
    case "priority":
    case "queue":
      return { ...kind, group: `$${key.by}` };
    case "facet":
      return { ...kind, group: valueOf(facetPrefix(key.facet)) };
  }
}

/** The value of the facet that begins so; empty where a case has none. */
function valueOf(prefix: string): object {
  const isIt = { $eq: [{ $indexOfBytes: ["$$facet", prefix] }, 0] };
  const own = { $filter: { input: { $ifNull: ["$facets", []] }, as: "facet", cond: isIt } };
  const rest = { $substrBytes: ["$$own", prefix.length, -1] };
  return { $let: { vars: { own: { $first: own } }, in: { $cond: ["$$own", rest, ""] } } };
}

/** What a pipeline counts, each with its key. */
type Counted<Key> = readonly { readonly _id: Key; readonly n: number; readonly risk?: number }[];

async function counted<Key>(store: Store, pipeline: PipelineStage[]): Promise<Counted<Key>> {
  return store
    .of(clockLifeCollection)
    .aggregate<Counted<Key>[number]>(pipeline)
    .option({ maxTimeMS: LIMIT_MS });
}
