import type { ChannelLately } from "../protocol/channel.js";
import { type MessageDoc, type MessageState, messageCollection } from "./messages.js";
import { operator, type Store } from "./store.js";

/** In which of the three numbers a message is counted. What never was to be sent, still waits, or came in, is in none. */
const COUNTED: Readonly<Partial<Record<MessageState, keyof ChannelLately>>> = {
  accepted: "sent",
  sent: "sent",
  delivered: "sent",
  failed: "failed",
  unknown: "unknown",
};

/** What became of messages that went out, by the endpoint that had them last; only those that changed since `since`. */
export async function sentLately(
  store: Store,
  since: Date,
): Promise<ReadonlyMap<string, ChannelLately>> {
  const rows = await store
    .of(messageCollection)
    .aggregate<{ _id: { endpoint: string; state: MessageState }; n: number }>([
      {
        $match: {
          state: { $in: Object.keys(COUNTED) },
          updatedAt: { $gte: since },
          direction: "out",
        },
      },
      { $group: { _id: { endpoint: "$endpoint", state: "$state" }, n: { $sum: 1 } } },
    ]);
  const lately = new Map<string, ChannelLately>();
  for (const { _id, n } of rows) {
    const counted = COUNTED[_id.state];
    const before = lately.get(_id.endpoint) ?? NOTHING_SENT;
    if (counted !== undefined)
      lately.set(_id.endpoint, { ...before, [counted]: before[counted] + n });
  }
  return lately;
}

/**
 * How many messages a person wrote before one that they are to get, since an instant; counted up to a limit. Of what belongs
 * to no case the answer is there, one for each.
 */
export async function receivedBefore(
  store: Store,
  { contact, at }: Pick<MessageDoc, "contact" | "at">,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<number> {
  const lately = operator({ $gte: since, $lt: at });
  return store
    .of(messageCollection)
    .countDocuments(
      { contact, at: lately, $or: [{ direction: "in" }, { direction: "out", caseId: "" }] },
      { limit },
    );
}

/** A channel that had nothing to do. */
export const NOTHING_SENT: ChannelLately = { sent: 0, failed: 0, unknown: 0 };
