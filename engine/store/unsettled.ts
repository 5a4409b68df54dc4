import type { DeliveryState } from "../channels/contract.js";
import { erasedAmong } from "./erasure.js";
import { type MessageDoc, messageCollection } from "./messages.js";
import { operator, type Store } from "./store.js";

/**
 * Takes a message whose end is to be looked into or told; null when there is none. Of all who try only one gets it; if that
 * one dies, it is due again at `until`.
 */
export async function takeUnsettled(
  store: Store,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<MessageDoc | null> {
  return store
    .of(messageCollection)
    .findOneAndUpdate(
      { lookAt: operator({ $lte: now }) },
      { $set: { lookAt: until } },
      { sort: { lookAt: 1 }, returnDocument: "after" },
    )
    .lean<MessageDoc>();
}

/** When a message that was taken is looked at again; null for never. What became due meanwhile stays due. */
export async function lookAgain(
  store: Store,
  { _id, caseId, lookAt }: Pick<MessageDoc, "_id" | "caseId" | "lookAt">,
  at: Date | null,
): Promise<void> {
  if (lookAt === undefined) return;
  const update = at === null ? { $unset: { lookAt: 1 as const } } : { $set: { lookAt: at } };
  await store.of(messageCollection).updateOne({ _id, caseId, lookAt }, update);
}

/** What a provider says of a message whose end nobody saw. */
export type Settled = {
  readonly state: DeliveryState;
  readonly reason: string | null;
  /** What its receipts will name it by, where that was not known before. */
  readonly providerId: string | null;
  readonly at: Date;
};

/** Writes what a provider knew. A message that a receipt has settled meanwhile is left alone. */
export async function settleMessage(
  store: Store,
  { _id, caseId, providerId }: Pick<MessageDoc, "_id" | "caseId" | "providerId">,
  settled: Settled,
): Promise<void> {
  const { state, reason, at } = settled;
  await store.of(messageCollection).updateOne(
    { _id, caseId, state: "unknown" },
    {
      $set: {
        state,
        reason,
        providerId: providerId ?? settled.providerId,
        updatedAt: at,
        ...(state === "failed" ? { lookAt: at } : {}),
      },
    },
  );
}

/** Notes why nobody can say what became of a message. */
export async function noteReason(
  store: Store,
  { _id, caseId }: Pick<MessageDoc, "_id" | "caseId">,
  reason: string,
): Promise<void> {
  await store
    .of(messageCollection)
    .updateOne({ _id, caseId, state: "unknown" }, { $set: { reason } });
}

/** How far from each other two messages of the same words can be taken for one. */
const TWINS_MS = 15 * 60_000;

/** Whether the same person got, or was to get, the same words at about the same time: a provider cannot tell such two apart. */
export async function hasTwin(store: Store, message: MessageDoc): Promise<boolean> {
  const { _id, contact, alert, to, text, at } = message;
  const between = {
    $gte: new Date(at.getTime() - TWINS_MS),
    $lte: new Date(at.getTime() + TWINS_MS),
  };
  const whose = alert === undefined ? { contact } : { alert };
  const near = await store
    .of(messageCollection)
    .find({ ...whose, direction: "out", at: operator(between) }, { caseId: 1 })
    .limit(200)
    .lean<Pick<MessageDoc, "_id" | "caseId">[]>();
  const erased = await erasedAmong(
    store,
    near.map(({ caseId }) => caseId),
  );
  const readable = near.filter((other) => other._id !== _id && !erased.has(other.caseId));
  const others = await store
    .of(messageCollection)
    .find({ _id: operator({ $in: readable.map((other) => other._id) }) })
    .lean<MessageDoc[]>();
  return others.some((other) => other.to === to && other.text === text);
}
