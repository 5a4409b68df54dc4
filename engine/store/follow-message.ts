import { GAVE_UP } from "../interpreter/event.js";
import type { Turn } from "../interpreter/turn.js";
import { type MessageDoc, messageCollection } from "./messages.js";
import { setSkippedAside } from "./set-aside.js";
import { operator, type Session, type Store } from "./store.js";

/**
 * Does to a message that is there already what a turn says of it: it goes back into the line, nobody sends it any more, or what came in is
 * set aside.
 */
export async function followMessage(
  store: Store,
  { turn, caseId }: { readonly turn: Turn; readonly caseId: string },
  session: Session,
): Promise<void> {
  const { event, note } = turn;
  const at = new Date(event.at);
  if (event.type === "skipped" && event.what.type === "message_received")
    await setSkippedAside(store, { message: event.what.message.id, caseId, at }, session);
  if (event.type === "message_resent" && note === undefined)
    await requeueMessage(store, { _id: event.effect, caseId }, at, session);
  if (event.type === "message_failed" && event.why === GAVE_UP)
    await giveUpMessage(store, { _id: event.effect, caseId }, at, session);
}

/** Ends a message that still waits after its last try, because nobody could try, so that staff see that it was not sent. */
async function giveUpMessage(
  store: Store,
  { _id, caseId }: Pick<MessageDoc, "_id" | "caseId">,
  at: Date,
  session: Session,
): Promise<void> {
  await store
    .of(messageCollection)
    .updateOne(
      { _id, caseId, state: "queued" },
      { $set: { state: "failed", reason: GAVE_UP, updatedAt: at } },
      { session },
    );
}

/** States from which a person may have a message sent again: nobody knows, or it certainly did not arrive. */
const RESENDABLE = ["unknown", "failed"] as const;

/** Whether a person may have a message sent again. Not one without words, nor while somebody looks into what became of it. */
export function isResendable({
  direction,
  text,
  state,
  lookAt,
}: Pick<MessageDoc, "direction" | "text" | "state" | "lookAt">): boolean {
  if (direction === "in" || text === "") return false;
  return lookAt === undefined && RESENDABLE.some((one) => one === state);
}

/** Puts a message back into the line, as of `at`. One that has moved on meanwhile stays where it is. */
async function requeueMessage(
  store: Store,
  { _id, caseId }: Pick<MessageDoc, "_id" | "caseId">,
  at: Date,
  session: Session,
): Promise<void> {
  await store
    .of(messageCollection)
    .updateOne(
      { _id, caseId, state: operator({ $in: [...RESENDABLE] }) },
      { $set: { state: "queued", reason: null, providerId: null, at, updatedAt: at } },
      { session },
    );
}
