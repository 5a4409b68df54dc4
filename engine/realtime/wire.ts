import type { Static, TSchema } from "@sinclair/typebox";
import type { RawData, WebSocket } from "ws";
import { parseJsonBody } from "../api/json-body.js";
import type { Metrics } from "../api/metrics.js";
import { bodyFaults } from "../api/validation.js";
import { CLOSE_CODES, type CloseReason } from "../protocol/close-codes.js";
import { CasewrightError } from "../protocol/errors.js";

/** A client that does not answer a close within this time is cut off. */
const FAREWELL_MS = 5_000;

/** A client that does not read has this many bytes waiting for it; then it is cut and will catch up. */
const MAX_WAITING = 1_000_000;

/** One word of a client. */
const WORD_LIMITS = { bytes: 64 * 1024, keys: 8 };

/** A WebSocket as our sockets use it: what does not listen, or does not answer, is cut. */
export class Wire {
  readonly #socket: WebSocket;
  readonly #metrics: Pick<Metrics, "frames">;
  #isAlive = true;

  constructor(socket: WebSocket, metrics: Pick<Metrics, "frames">) {
    this.#socket = socket;
    this.#metrics = metrics;
    socket.on("pong", () => {
      this.#isAlive = true;
    });
    socket.on("error", () => {
      socket.terminate();
    });
  }

  send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_WAITING) {
      this.#metrics.frames.inc({ kind: "dropped_socket" });
      this.#socket.terminate();
      return;
    }
    this.#metrics.frames.inc({ kind: "sent" });
    this.#socket.send(text);
  }

  /** Pings; a socket that has not answered the ping before is cut. */
  pulse(): void {
    if (!this.#isAlive) this.#socket.terminate();
    this.#isAlive = false;
    this.#socket.ping();
  }

  /** Closes the socket, politely first. */
  end(why: CloseReason): void {
    this.#socket.close(CLOSE_CODES[why], why);
    setTimeout(() => {
      this.#socket.terminate();
    }, FAREWELL_MS).unref();
  }
}

/** What a client said. @throws CasewrightError invalid_request for anything that its protocol does not know */
export function wordOf<Schema extends TSchema>(schema: Schema, data: RawData): Static<Schema> {
  if (!Buffer.isBuffer(data)) throw new CasewrightError("invalid_request");
  const word = parseJsonBody(data, WORD_LIMITS);
  if (bodyFaults(schema, word).length > 0) throw new CasewrightError("invalid_request");
  return word;
}
