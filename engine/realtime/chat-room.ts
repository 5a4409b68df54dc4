import type { World } from "../api/world.js";
import { watchChats } from "../store/chats.js";
import { ChatSocket } from "./chat-socket.js";
import type { Door } from "./doors.js";

/** The chats that this process holds. */
export type ChatRoom = {
  /** Where visitors come in; none when there is no chat. */
  readonly doors: readonly Door[];
  readonly close: () => Promise<void>;
};

/** More visitors than one process should hold. */
const MAX_VISITORS = 2_000;

/** Sockets are pinged this often, and look for what a broken watch has missed. */
const ROUND_MS = 30_000;

/** Opens the chat of an installation: each visitor hears at once what is new in the own conversation, and in no other. */
export function openChatRoom(world: World): ChatRoom {
  const endpoint = world.endpoints.find(({ plugin }) => plugin.manifest.id === "chat");
  if (!endpoint) return { doors: [], close: () => Promise.resolve() };
  const sockets = new Set<ChatSocket>();
  const watch = watchChats(world.store, (contact) => {
    for (const socket of sockets) if (socket.mayConcern(contact)) socket.look();
  });
  const round = setInterval(() => {
    for (const socket of sockets) socket.pulse();
  }, ROUND_MS);
  return {
    doors: [
      {
        path: "/ws/chat",
        isFull: () => sockets.size >= MAX_VISITORS,
        enter: (socket, request) => {
          const chat = new ChatSocket(world, endpoint, { socket, request });
          sockets.add(chat);
          socket.once("close", () => sockets.delete(chat));
        },
      },
    ],
    close: async () => {
      clearInterval(round);
      for (const socket of sockets) socket.end("going_away");
      await watch.close();
    },
  };
}
