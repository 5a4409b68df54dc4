import { endedBefore, type Keep, keptUntil, readKeep } from "../definition/retention.js";
import type { Workflow } from "../definition/workflow.js";
import type { WorkflowRetention } from "../protocol/retention.js";
import { type EndedCase, endedCases, erasedCount } from "../store/retention.js";
import type { Store } from "../store/store.js";

/** Cases that are looked at for one plan; a clinic with more that are due sees them after these. */
const MOST = 10_000;
const SHOWN = 20;
const SOON_MS = 30 * 24 * 60 * 60 * 1000;

/** A case with the instant until which it is kept, epoch milliseconds. */
export type KeptCase = { readonly ended: EndedCase; readonly until: number };

/** Cases of a workflow that have been kept until an instant or less, the first that ended first. At most 10,000. */
export async function keptEnough(
  store: Store,
  { workflow, keep, at }: { readonly workflow: string; readonly keep: Keep; readonly at: number },
): Promise<readonly KeptCase[]> {
  const before = new Date(endedBefore(at, keep));
  const rows = await endedCases(store, { workflow, before, limit: MOST });
  return rows
    .map((ended) => ({ ended, until: keptUntil(ended.updatedAt.getTime(), keep) }))
    .filter(({ until }) => until <= at);
}

/** What erasing the cases of a workflow would do, without doing it. */
export async function planOf(
  store: Store,
  { id, name, retention }: Pick<Workflow, "id" | "name" | "retention">,
  now: number,
): Promise<Omit<WorkflowRetention, "agreed" | "on">> {
  const erased = await erasedCount(store, id);
  const keep = retention ? readKeep(retention.keep) : null;
  const none = { due: 0, dueSoon: 0, held: 0, next: null, first: [], erased };
  if (!retention || !keep) return { workflow: id, name, keep: null, ...none };
  const all = await keptEnough(store, { workflow: id, keep, at: now + SOON_MS });
  const free = all.filter(({ ended }) => !ended.heldAt);
  const due = free.filter(({ until }) => until <= now).length;
  return {
    ...{ workflow: id, name, keep: retention.keep, erased },
    ...{ due, dueSoon: free.length - due, held: all.length - free.length },
    next: free[0] ? new Date(free[0].until).toISOString() : null,
    first: free.slice(0, SHOWN).map(({ ended, until }) => ({
      id: ended._id,
      endedAt: ended.updatedAt.toISOString(),
      keptUntil: new Date(until).toISOString(),
    })),
  };
}
