import type { RampCounts } from "../ramping/stop-rule.js";
import { caseCollection } from "./cases.js";
import { clockLifeCollection } from "./clock-lives.js";
import type { RampDoc } from "./ramps.js";
import { operator, type Store } from "./store.js";

/** What has become of the cases that were opened since a ramp began, by the release that they were opened under. */
export type RampSides = { readonly from: RampCounts; readonly to: RampCounts };

const NONE: RampCounts = { opened: 0, late: 0, stuck: 0, ended: 0, wrong: 0 };

/** Nobody waits longer than this for numbers. */
const LIMIT_MS = 5_000;

/** Counts both sides of a ramp. A case that was moved since counts where it began. */
export async function rampCounts(
  store: Store,
  ramp: Pick<RampDoc, "workflow" | "from" | "to" | "at" | "rule">,
): Promise<RampSides> {
  const { workflow, from, to, at, rule } = ramp;
  const isLate = { $in: ["$_id", await lateSince(store, workflow, at)] };
  const isStuck = { $ne: [{ $ifNull: ["$parked", null] }, null] };
  const isEnded = { $eq: ["$status", "closed"] };
  const isBadEnd = { $and: [isEnded, { $in: ["$stateId", rule?.ends ?? []] }] };
  const number = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });
  const rows = await store
    .of(caseCollection)
    .aggregate<RampCounts & { readonly _id: number }>([
      { $match: { workflow, createdAt: { $gte: at } } },
      {
        $group: {
          _id: { $ifNull: [{ $first: "$moves.from" }, "$release"] },
          opened: { $sum: 1 },
          late: number(isLate),
          stuck: number(isStuck),
          ended: number(isEnded),
          wrong: number({ $or: [isLate, isStuck, isBadEnd] }),
        },
      },
    ])
    .option({ maxTimeMS: LIMIT_MS });
  const side = (release: number): RampCounts => {
    const row = rows.find(({ _id }) => _id === release);
    if (!row) return NONE;
    const { _id, ...counts } = row;
    return counts;
  };
  return { from: side(from), to: side(to) };
}

/** Ids of the cases that have broken a promise since then. */
async function lateSince(store: Store, workflow: string, since: Date): Promise<string[]> {
  const standing = operator({ $in: ["overdue" as const, "late" as const] });
  const ids = await store
    .of(clockLifeCollection)
    .distinct("caseId", {
      ...{ decidedAt: operator({ $gte: since }), drill: false, workflow, standing },
    })
    .maxTimeMS(LIMIT_MS);
  return ids.map(String);
}
