import { type Attempt, type MessageDoc, messageCollection } from "./messages.js";
import { operator, type Store } from "./store.js";

/** A message that waits to be sent, as far as its waiting goes. */
export type QueuedMessage = Pick<
  MessageDoc,
  "_id" | "caseId" | "endpoint" | "urgent" | "attempts" | "at"
>;

/** A message while it waits to be sent; null when it does not, or not any more. */
export async function queuedMessage(store: Store, id: string): Promise<QueuedMessage | null> {
  return store
    .of(messageCollection)
    .findOne(
      { _id: id, state: "queued" },
      { caseId: 1, endpoint: 1, urgent: 1, attempts: 1, at: 1 },
    )
    .lean<QueuedMessage>();
}

/** Far more than anybody waits through. */
const MOST_COUNTED = 50_000;

/** How many messages wait longer than this one for the same endpoint. */
export async function aheadOf(store: Store, { endpoint, at }: QueuedMessage): Promise<number> {
  return store
    .of(messageCollection)
    .countDocuments(
      { endpoint, state: "queued", at: operator({ $lt: at }) },
      { limit: MOST_COUNTED },
    );
}

/** How many messages wait, by endpoint. */
export async function waitingByEndpoint(store: Store): Promise<ReadonlyMap<string, number>> {
  const rows = await store
    .of(messageCollection)
    .aggregate<{ _id: string; n: number }>([
      { $match: { state: "queued", direction: "out" } },
      { $group: { _id: "$endpoint", n: { $sum: 1 } } },
    ]);
  return new Map(rows.map(({ _id, n }) => [_id, n]));
}

/** Why an attempt that was never made stands among the attempts: the endpoint was held back, and another one has it now. */
const HELD_BACK = "held_back";

/** Gives a message that waits to another endpoint. One that is not waiting there any more is left alone. */
export async function passOver(
  store: Store,
  { _id, caseId, endpoint }: QueuedMessage,
  over: { readonly attempt: number; readonly to: string; readonly at: Date },
): Promise<void> {
  const { at } = over;
  const held: Attempt = {
    id: `${_id}.${String(over.attempt)}`,
    n: over.attempt,
    at,
    outcome: HELD_BACK,
    providerId: null,
    endpoint,
  };
  await store
    .of(messageCollection)
    .updateOne(
      { _id, caseId, state: "queued", endpoint },
      { $set: { endpoint: over.to, updatedAt: at }, $push: { attempts: held } },
    );
}
