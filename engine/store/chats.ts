import { messageCollection, type MessageDoc, type MessageState } from "./messages.js";
import { operator, type Store } from "./store.js";
import { keepWatching, type Watch } from "./watch.js";

/** Messages that a chat does not show: not on their way yet, or never. */
const HIDDEN: MessageState[] = ["queued", "sending", "suppressed", "failed"];

/** More than anybody reads again. */
const CHAT_LENGTH = 100;

/** The newest of what was said in the chat with a contact, oldest first, without what is known already. */
export async function chatWith(
  store: Store,
  { contact, known }: { readonly contact: string; readonly known: readonly string[] },
): Promise<MessageDoc[]> {
  const newest = await store
    .of(messageCollection)
    .find({
      ...{ channel: "chat", contact },
      state: operator({ $nin: HIDDEN }),
      _id: operator({ $nin: [...known] }),
    })
    .sort({ at: -1, turn: -1, direction: -1, _id: -1 })
    .limit(CHAT_LENGTH)
    .lean<MessageDoc[]>();
  return newest.reverse();
}

/**
 * Calls back with the contact of every chat message that comes, goes or changes, as long as MongoDB lets us watch; a round by the
 * clock has to find what a broken watch misses.
 */
export function watchChats(store: Store, told: (contact: string) => void): Watch {
  const chats = [
    { $match: { "fullDocument.channel": "chat" } },
    { $project: { "fullDocument.contact": 1 } },
  ];
  return keepWatching(
    () =>
      store.of(messageCollection).watch(chats, { hydrate: false, fullDocument: "updateLookup" }),
    (change) => {
      told((change as { fullDocument?: { contact?: string } }).fullDocument?.contact ?? "");
    },
  );
}
