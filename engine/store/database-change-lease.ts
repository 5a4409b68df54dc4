import { isDuplicate } from "./duplicate.js";
import type { Store } from "./store.js";

/** The one lease: whoever has it changes the database. Nothing of a patient is in it. */
type LeaseDoc = { readonly _id: string; readonly holder: string; readonly until: Date };

/** Whose lease it is, and for how many milliseconds it holds when it is not renewed. */
export type Lease = { readonly holder: string; readonly leaseMs: number };

const ID = "change";

/**
 * Takes the lease where nobody has it, or whoever had it has not renewed it. All times are MongoDB's, so that the clocks of machines
 * do not matter.
 */
export async function takeLease(store: Store, lease: Lease): Promise<boolean> {
  await blank(store);
  const free = { _id: ID, $expr: { $lte: ["$until", "$$NOW"] } };
  const taken = await leases(store).updateOne(free, [held(lease)]);
  return taken.modifiedCount === 1;
}

/** A lease that has run out, where there has been none. Two that make it at once make one. */
async function blank(store: Store): Promise<void> {
  try {
    const never = { holder: "", until: new Date(0) };
    await leases(store).updateOne({ _id: ID }, { $setOnInsert: never }, { upsert: true });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Renews the lease until it is stopped. One that cannot be renewed runs out, and what is done twice then does no harm. */
export function keepLease(store: Store, lease: Lease): { stop(): Promise<void> } {
  let renewing: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    renewing = leases(store)
      .updateOne({ _id: ID, holder: lease.holder }, [held(lease)])
      .catch(() => undefined);
  }, lease.leaseMs / 5);
  return {
    stop: async () => {
      clearInterval(timer);
      await renewing;
    },
  };
}

/** Gives the lease back. */
export async function releaseLease(store: Store, { holder }: Lease): Promise<void> {
  await leases(store).deleteOne({ _id: ID, holder });
}

function leases({ connection }: Store) {
  return connection.collection<LeaseDoc>("database_change_lease");
}

function held({ holder, leaseMs }: Lease) {
  return { $set: { holder, until: { $add: ["$$NOW", leaseMs] } } };
}
