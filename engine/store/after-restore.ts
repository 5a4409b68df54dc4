import { counterCollection } from "./case-ids.js";
import { caseCollection, type CaseDoc } from "./cases.js";
import { conversationCollection } from "./conversations.js";
import { inboxCollection, type InboxDoc } from "./inbox.js";
import { messageCollection, type MessageDoc } from "./messages.js";
import { operator, type Store } from "./store.js";

/** Why a message is `unknown` that waited, or was on its way, in what was restored: it may have gone out since. */
export const RESTORED = "restored";

/** What is known of a case's row without opening it. */
export type RestoredCase = Pick<
  CaseDoc,
  "_id" | "workflow" | "turn" | "status" | "release" | "interpreter" | "erasedAt"
>;

const ROW = { workflow: 1, turn: 1, status: 1, release: 1, interpreter: 1, erasedAt: 1 } as const;

/** Every case's row, unopened. */
export async function restoredCases(store: Store): Promise<RestoredCase[]> {
  return store.of(caseCollection).find({}, ROW).lean<RestoredCase[]>();
}

/**
 * Holds back every message that waits to be sent, or was being sent: nobody knows whether it went out after the backup was taken.
 * @returns their ids
 */
export async function holdMessagesBack(store: Store, at: Date): Promise<ReadonlySet<string>> {
  const model = store.of(messageCollection);
  const state = operator({ $in: ["queued" as const, "sending" as const] });
  const waiting = await model
    .find({ state }, { caseId: 1 })
    .lean<Pick<MessageDoc, "_id" | "caseId">[]>();
  for (const { _id, caseId } of waiting)
    await model.updateOne(
      { _id, caseId, state },
      { $set: { state: "unknown", reason: RESTORED, updatedAt: at } },
    );
  return new Set(waiting.map(({ _id }) => _id));
}

/** Notes how a message that is held back did end, as its case had heard. @returns whether it was held back */
export async function settleHeldMessage(
  store: Store,
  message: Pick<MessageDoc, "_id" | "caseId">,
  ended: Pick<MessageDoc, "state" | "reason">,
): Promise<boolean> {
  const { _id, caseId } = message;
  const settled = await store
    .of(messageCollection)
    .updateOne({ _id, caseId, state: "unknown" }, { $set: ended });
  return settled.modifiedCount === 1;
}

/** Lets case numbers go on after one that is in use. @returns whether they had fallen behind */
export async function raiseCaseNumber(store: Store, number: number): Promise<boolean> {
  const raised = await store
    .of(counterCollection)
    .updateOne({ _id: "case", value: operator({ $lt: number }) }, { $set: { value: number } });
  return raised.modifiedCount === 1;
}

/** Lets the numbers of a conversation go on after one that a case has seen. @returns whether they had fallen behind */
export async function raiseMessageNumber(
  store: Store,
  conversation: string,
  number: number,
): Promise<boolean> {
  const raised = await store
    .of(conversationCollection)
    .updateOne({ _id: conversation, last: operator({ $lt: number }) }, { $set: { last: number } });
  return raised.modifiedCount === 1;
}

/** A message that has been given to a case, or is about to be. */
export type GivenMessage = Pick<InboxDoc, "_id" | "conversation" | "number" | "caseId">;

/** Messages that count as handed over, without what they say. */
export async function givenMessages(store: Store): Promise<GivenMessage[]> {
  return store
    .of(inboxCollection)
    .find(
      { state: "done", number: operator({ $ne: null }) },
      { conversation: 1, number: 1, caseId: 1 },
    )
    .lean<GivenMessage[]>();
}

/** Lets the drain hand a message over again. */
export async function giveAgain(store: Store, { _id, caseId }: GivenMessage): Promise<void> {
  await store
    .of(inboxCollection)
    .updateOne({ _id, caseId, state: "done" }, { $set: { state: "bound" } });
}
