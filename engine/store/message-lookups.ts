import { type MessageDoc, messageCollection } from "./messages.js";
import { operator, type Store } from "./store.js";

/** A message by id. */
export async function messageById(store: Store, id: string): Promise<MessageDoc | null> {
  return store.of(messageCollection).findById(id).lean<MessageDoc>();
}

/** What was sent to call people for these alerts, oldest first. */
export async function pagesOf(store: Store, alerts: readonly string[]): Promise<MessageDoc[]> {
  return store
    .of(messageCollection)
    .find({ alert: operator({ $in: [...alerts] }) })
    .sort({ alert: 1, at: 1, _id: 1 })
    .lean<MessageDoc[]>();
}

/** The last message of a case that came in on an endpoint. */
export async function lastReceived(
  store: Store,
  { caseId, endpoint }: Pick<MessageDoc, "caseId" | "endpoint">,
): Promise<Pick<MessageDoc, "_id"> | null> {
  return store
    .of(messageCollection)
    .findOne({ caseId, endpoint, direction: "in" }, { _id: 1 })
    .sort({ at: -1, turn: -1 })
    .lean<Pick<MessageDoc, "_id">>();
}
