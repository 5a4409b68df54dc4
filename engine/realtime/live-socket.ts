import type { RawData, WebSocket } from "ws";
import type { Caller } from "../api/caller.js";
import { parseJsonBody } from "../api/json-body.js";
import { bodyFaults } from "../api/validation.js";
import type { World } from "../api/world.js";
import { CasewrightError, type ErrorCode } from "../protocol/errors.js";
import { type LiveFrame, type LiveRequest, liveRequestSchema } from "../protocol/live.js";
import { maySee, type SealedFrame } from "./frames.js";
import type { Ring } from "./ring.js";

/** What a socket needs of the world. */
type SocketWorld = Pick<World, "callers" | "metrics">;

/** Close codes: one of RFC 6455, and from 4000 on ours for what a client should know. */
const CLOSE_CODES = {
  going_away: 1001,
  invalid: 1008,
  unauthenticated: 4401,
  forbidden: 4403,
} as const;

/** A client that has not said who it is by then is cut off; so is one that does not answer a close. */
const HELLO_MS = 5_000;

/** A client that does not read has this many bytes waiting for it; then it is cut and will catch up by its cursor. */
const MAX_WAITING = 1_000_000;

/** One message of a client: a token and a cursor. */
const REQUEST_LIMITS = { bytes: 64 * 1024, keys: 8 };

/** One client's connection: says nothing before hello, then what its person may see. */
export class LiveSocket {
  /** Who it belongs to; null before hello. */
  caller: Caller | null = null;
  readonly #world: SocketWorld;
  readonly #socket: WebSocket;
  readonly #ring: Ring;
  readonly #helloTimer: NodeJS.Timeout;
  #isAlive = true;

  constructor(world: SocketWorld, socket: WebSocket, ring: Ring) {
    this.#world = world;
    this.#socket = socket;
    this.#ring = ring;
    this.#helloTimer = setTimeout(() => {
      this.end("unauthenticated");
    }, HELLO_MS);
    socket.on("pong", () => {
      this.#isAlive = true;
    });
    socket.on("message", (data) => void this.#hear(data));
    socket.on("error", () => {
      socket.terminate();
    });
    socket.once("close", () => {
      clearTimeout(this.#helloTimer);
    });
  }

  /** Sends a frame when its person may see it. */
  offer(frame: SealedFrame): void {
    if (this.caller && maySee(this.caller, frame)) this.#send(frame.text);
  }

  /** Tells the client to fetch everything again. */
  refetch(): void {
    if (this.caller) this.#say({ type: "refetch", cursor: this.#ring.cursor() });
  }

  /** The same person with their present roles; undefined ends the socket, because the session has. */
  become(caller: Caller | undefined): void {
    const before = this.caller;
    if (!caller || !before) {
      this.#refuse("unauthenticated");
      return;
    }
    this.caller = caller;
    if (scopeOf(before) !== scopeOf(caller)) this.refetch();
  }

  /** Pings; a socket that has not answered the ping before is cut. */
  pulse(): void {
    if (!this.#isAlive) this.#socket.terminate();
    this.#isAlive = false;
    this.#socket.ping();
  }

  /** Closes the socket, politely first. */
  end(why: keyof typeof CLOSE_CODES): void {
    this.#socket.close(CLOSE_CODES[why], why);
    setTimeout(() => {
      this.#socket.terminate();
    }, HELLO_MS).unref();
  }

  async #hear(data: RawData): Promise<void> {
    try {
      const request = requestOf(data);
      if (request.type === "ping") this.#say({ type: "pong" });
      else await this.#greet(request);
    } catch (error) {
      this.#refuse(error instanceof CasewrightError ? error.code : "unavailable");
    }
  }

  async #greet(hello: Extract<LiveRequest, { type: "hello" }>): Promise<void> {
    const caller = await this.#world.callers.fromToken(hello.token);
    if (!caller.permissions.has("case.read")) throw new CasewrightError("forbidden");
    clearTimeout(this.#helloTimer);
    // From here on in one step, so that no frame falls between the missed ones and the live ones.
    this.caller = caller;
    const missed = hello.cursor === undefined ? [] : this.#ring.after(hello.cursor);
    if (missed === null) {
      this.refetch();
      return;
    }
    for (const frame of missed) this.offer(frame);
    this.#say({ type: "ready", cursor: this.#ring.cursor() });
  }

  #refuse(code: ErrorCode): void {
    this.#say({ type: "error", code });
    this.end(code === "unauthenticated" || code === "forbidden" ? code : "invalid");
  }

  #say(frame: LiveFrame): void {
    this.#send(JSON.stringify(frame));
  }

  #send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_WAITING) {
      this.#world.metrics.frames.inc({ kind: "dropped_socket" });
      this.#socket.terminate();
      return;
    }
    this.#world.metrics.frames.inc({ kind: "sent" });
    this.#socket.send(text);
  }
}

/** @throws CasewrightError invalid_request for anything that is not one of the two requests */
function requestOf(data: RawData): LiveRequest {
  if (!Buffer.isBuffer(data)) throw new CasewrightError("invalid_request");
  const request = parseJsonBody(data, REQUEST_LIMITS);
  if (bodyFaults(liveRequestSchema, request).length > 0)
    throw new CasewrightError("invalid_request");
  return request as LiveRequest;
}

function scopeOf({ queues, teams, permissions }: Caller): string {
  return JSON.stringify([queues, teams, permissions.has("case.read")]);
}
