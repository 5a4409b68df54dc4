import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { originPolicy } from "../api/http/origins.js";
import type { World } from "../api/world.js";
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

/** A hello with a token, a ping: nothing that a client says is longer. */
const LIMITS = {
  maxPayload: 64 * 1024,
  maxFragments: 32,
  maxBufferedChunks: 256,
  perMessageDeflate: false,
} as const;

/**
 * Serves live updates at `/ws`: one watch on the database feeds all sockets of this process.
 * Resolves when the watch stands, so that nothing committed later is missed.
 */
export async function openHub(world: World, server: Server): Promise<Hub> {
  const sockets = new Set<LiveSocket>();
  const { ring, close: closeFeed } = await openFeed(world, sockets);
  const upgrades = new WebSocketServer({ noServer: true, ...LIMITS });
  const policy = originPolicy(world.config);

  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const refusal =
      policy(request.headers.origin) === "refused" ? "403 Forbidden" : refusalOf(request, sockets);
    if (refusal !== null) {
      refuse(stream, refusal);
      return;
    }
    upgrades.handleUpgrade(request, stream, head, (socket) => {
      const live = new LiveSocket(world, socket, ring);
      world.metrics.sockets.set(sockets.add(live).size);
      socket.once("close", () => {
        sockets.delete(live);
        world.metrics.sockets.set(sockets.size);
      });
    });
  });

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
      upgrades.close();
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

function refusalOf(request: IncomingMessage, sockets: ReadonlySet<LiveSocket>): string | null {
  if ((request.url ?? "").split("?")[0] !== "/ws") return "404 Not Found";
  return sockets.size >= MAX_SOCKETS ? "503 Service Unavailable" : null;
}

function refuse(stream: Duplex, status: string): void {
  stream.on("error", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
