import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { originPolicy } from "../api/http/origins.js";
import type { World } from "../api/world.js";

/** One address at which WebSockets are opened. */
export type Door = {
  readonly path: string;
  /** Whether this process holds as many sockets of this kind as it should. */
  readonly isFull: () => boolean;
  readonly enter: (socket: WebSocket, request: IncomingMessage) => void;
};

/** A token and a cursor, a chat message, a ping: nothing that a client says is longer. */
const LIMITS = {
  maxPayload: 64 * 1024,
  maxFragments: 32,
  maxBufferedChunks: 256,
  perMessageDeflate: false,
} as const;

/** Opens WebSockets for pages that may call us, and refuses everybody else. @returns what closes the doors */
export function openDoors(
  { config }: Pick<World, "config">,
  server: Server,
  doors: readonly Door[],
): () => void {
  const upgrades = new WebSocketServer({ noServer: true, ...LIMITS });
  const policy = originPolicy(config);
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const path = (request.url ?? "").split("?")[0];
    const door = doors.find((one) => one.path === path);
    if (policy(request.headers.origin) === "refused") refuse(stream, "403 Forbidden");
    else if (!door) refuse(stream, "404 Not Found");
    else if (door.isFull()) refuse(stream, "503 Service Unavailable");
    else
      upgrades.handleUpgrade(request, stream, head, (socket) => {
        door.enter(socket, request);
      });
  });
  return () => {
    upgrades.close();
  };
}

function refuse(stream: Duplex, status: string): void {
  stream.on("error", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
