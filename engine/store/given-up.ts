import type { Turn } from "../interpreter/turn.js";
import { messageCollection } from "./messages.js";
import type { Session, Store } from "./store.js";

/** Why a message has failed that was tried for as long as it may be. */
const GAVE_UP = "gave_up";

/** Ends a message that still waits when its case has given it up, so that staff see that it was not sent. */
export async function endGivenUp(
  store: Store,
  { turn, caseId }: { readonly turn: Turn; readonly caseId: string },
  session: Session,
): Promise<void> {
  const { event } = turn;
  if (event.type !== "message_failed" || event.why !== GAVE_UP) return;
  await store
    .of(messageCollection)
    .updateOne(
      { _id: event.effect, caseId, state: "queued" },
      { $set: { state: "failed", reason: GAVE_UP, updatedAt: new Date(event.at) } },
      { session },
    );
}
