import type { ChannelLately } from "../protocol/channel.js";
import { type MessageState, messageCollection } from "./messages.js";
import type { Store } from "./store.js";

/** In which of the four numbers a message is counted. What never was to be sent, or came in, is in none. */
const COUNTED: Readonly<Partial<Record<MessageState, keyof ChannelLately>>> = {
  accepted: "sent",
  sent: "sent",
  delivered: "sent",
  failed: "failed",
  unknown: "unknown",
  queued: "waiting",
  sending: "waiting",
};

/** What became of messages that went out, or are to, by the endpoint that had them last; only those that changed since `since`. */
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

/** A channel that had nothing to do. */
export const NOTHING_SENT: ChannelLately = { sent: 0, failed: 0, unknown: 0, waiting: 0 };
