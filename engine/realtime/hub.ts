import type { Server } from "node:http";
import type { World } from "../api/world.js";
import { openChatRoom } from "./chat-room.js";
import { openDoors } from "./doors.js";
import { openFeed } from "./feed.js";
import { LiveSocket } from "./live-socket.js";

/** The live connections of this process. */
export type Hub = {
  /** Number of open sockets. */
  readonly size: () => number;
  readonly close: () => Promise<void>;
};

/** Sessions are looked up this often: a revoked one is closed within twice this time. */
const RECHECK_MS = 2_000;

/** Sockets that do not answer a ping within this time are gone. */
const PULSE_MS = 30_000;

/** More sockets than one process should hold. */
const MAX_SOCKETS = 5_000;

/**
 * Serves live updates at `/ws` and chats at `/ws/chat`: one watch on the database feeds all screens of this process.
 * Resolves when the watch stands, so that nothing committed later is missed.
 */
export async function openHub(world: World, server: Server): Promise<Hub> {
  const sockets = new Set<LiveSocket>();
  const { ring, close: closeFeed } = await openFeed(world, sockets);
  const chats = openChatRoom(world);
  const closeDoors = openDoors(world, server, [
    {
      path: "/ws",
      isFull: () => sockets.size >= MAX_SOCKETS,
      enter: (socket) => {
        const live = new LiveSocket(world, socket, ring);
        world.metrics.sockets.set(sockets.add(live).size);
        socket.once("close", () => {
          sockets.delete(live);
          world.metrics.sockets.set(sockets.size);
        });
      },
    },
    ...chats.doors,
  ]);

  const timers = [
    setInterval(() => void recheck(world, sockets), RECHECK_MS),
    setInterval(() => {
      for (const socket of sockets) socket.pulse();
    }, PULSE_MS),
  ];
  return {
    size: () => sockets.size,
    close: async () => {
      timers.forEach(clearInterval);
      for (const socket of sockets) socket.end("going_away");
      closeDoors();
      await chats.close();
      await closeFeed();
    },
  };
}

/** Closes the sockets of sessions that have ended and gives the others their present roles. */
async function recheck(world: World, sockets: ReadonlySet<LiveSocket>): Promise<void> {
  const greeted = [...sockets].flatMap((socket) =>
    socket.caller ? [{ socket, sessionId: socket.caller.sessionId }] : [],
  );
  if (greeted.length === 0) return;
  try {
    const ids = [...new Set(greeted.map(({ sessionId }) => sessionId))];
    const callers = await world.callers.fromSessions(ids);
    for (const { socket, sessionId } of greeted) socket.become(callers.get(sessionId));
  } catch (error) {
    // A database that is down revokes nobody; the next look will.
    world.log.debug({ name: error instanceof Error ? error.name : "" }, "sessions not looked up");
  }
}
