import type { RawData, WebSocket } from "ws";
import type { Caller } from "../api/caller.js";
import type { World } from "../api/world.js";
import type { CloseReason } from "../protocol/close-codes.js";
import { CasewrightError, type ErrorCode } from "../protocol/errors.js";
import { type LiveFrame, type LiveRequest, liveRequestSchema } from "../protocol/live.js";
import { maySee, type SealedFrame } from "./frames.js";
import type { Ring } from "./ring.js";
import { Wire, wordOf } from "./wire.js";

/** What a socket needs of the world. */
type SocketWorld = Pick<World, "callers" | "metrics">;

/** A client that has not said who it is by then is cut off. */
const HELLO_MS = 5_000;

/** One client's connection: says nothing before hello, then what its person may see. */
export class LiveSocket {
  /** Who it belongs to; null before hello. */
  caller: Caller | null = null;
  readonly #world: SocketWorld;
  readonly #wire: Wire;
  readonly #ring: Ring;
  readonly #helloTimer: NodeJS.Timeout;

  constructor(world: SocketWorld, socket: WebSocket, ring: Ring) {
    this.#world = world;
    this.#wire = new Wire(socket, world.metrics);
    this.#ring = ring;
    this.#helloTimer = setTimeout(() => {
      this.end("unauthenticated");
    }, HELLO_MS);
    socket.on("message", (data) => void this.#hear(data));
    socket.once("close", () => {
      clearTimeout(this.#helloTimer);
    });
  }

  /** Sends a frame when its person may see it. */
  offer(frame: SealedFrame): void {
    if (this.caller && maySee(this.caller, frame)) this.#wire.send(frame.text);
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
    this.#wire.pulse();
  }

  /** Closes the socket, politely first. */
  end(why: CloseReason): void {
    this.#wire.end(why);
  }

  async #hear(data: RawData): Promise<void> {
    try {
      const request = wordOf(liveRequestSchema, data);
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
    this.#wire.send(JSON.stringify(frame));
  }
}

function scopeOf({ queues, teams, permissions }: Caller): string {
  return JSON.stringify([queues, teams, permissions.has("case.read")]);
}
