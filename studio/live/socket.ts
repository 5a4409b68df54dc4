import type { LiveFrame, LiveRequest } from "../../engine/protocol/live.js";
import { freshToken, renew } from "../api/session.js";
import {
  connectionAfter,
  unconnected,
  waitBefore,
  type Connection,
  type ConnectionEvent,
} from "./connection.js";

/** The server drops sockets that stay silent for a minute. */
const PING_EVERY_MS = 20_000;

/** Nothing heard for this long means that the socket is dead, whatever the browser says. */
const SILENCE_MS = 45_000;

/**
 * A WebSocket to `/ws` that is kept alive: it goes on at the last cursor after a gap, so that nothing is missed,
 * and hands each frame on. An external store for React.
 */
export class LiveSocket {
  #connection: Connection = unconnected(Date.now());
  #socket: WebSocket | null = null;
  #heardAt = 0;
  #stopped = false;
  /** Counts tries to connect; only the last one may open a socket. */
  #turn = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #onFrame: (frame: LiveFrame, before: Connection) => void;
  #pulse: ReturnType<typeof setInterval> | undefined;

  constructor(onFrame: (frame: LiveFrame, before: Connection) => void) {
    this.#onFrame = onFrame;
  }

  /** Connects, and keeps connecting until {@link stop}. */
  start(): void {
    this.#stopped = false;
    this.#pulse = setInterval(this.#beat, PING_EVERY_MS);
    addEventListener("online", this.#networkBack);
    addEventListener("offline", this.#cut);
    void this.#connect();
  }

  readonly read = (): Connection => this.#connection;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Closes the socket; {@link start} opens another one at the same cursor. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    clearInterval(this.#pulse);
    removeEventListener("online", this.#networkBack);
    removeEventListener("offline", this.#cut);
    this.#socket?.close();
    this.#socket = null;
  }

  async #connect(): Promise<void> {
    this.#note({ type: "trying", at: Date.now() });
    const turn = (this.#turn += 1);
    const token = await freshToken();
    if (this.#stopped || turn !== this.#turn) return;
    if (!token) {
      this.#lost();
      return;
    }
    const socket = new WebSocket(address());
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.onopen = () => this.#hello(token);
    socket.onmessage = (event: MessageEvent<string>) =>
      this.#hear(JSON.parse(event.data) as LiveFrame);
    socket.onclose = () => {
      if (this.#socket === socket) this.#lost();
    };
  }

  #hello(token: string): void {
    const { cursor } = this.#connection;
    this.#say({ type: "hello", token, ...(cursor === null ? {} : { cursor }) });
  }

  #hear(frame: LiveFrame): void {
    this.#heardAt = Date.now();
    // The token ran out on the way: the server closes the socket, and the next try brings a new one.
    if (frame.type === "error" && frame.code === "unauthenticated") void renew();
    const before = this.#connection;
    this.#note({ type: "frame", frame, at: this.#heardAt });
    this.#onFrame(frame, before);
  }

  #lost(): void {
    this.#socket = null;
    if (this.#stopped) return;
    this.#note({ type: "closed", at: Date.now(), network: navigator.onLine ? "up" : "down" });
    clearTimeout(this.#retry);
    const wait = waitBefore(this.#connection.attempt + 1, Math.random());
    this.#retry = setTimeout(() => void this.#connect(), wait);
  }

  readonly #beat = (): void => {
    if (this.#socket && Date.now() - this.#heardAt > SILENCE_MS) this.#cut();
    else this.#say({ type: "ping" });
  };

  /** Drops a socket that is dead although it may not know yet. */
  readonly #cut = (): void => {
    const dead = this.#socket;
    this.#lost();
    dead?.close();
  };

  readonly #networkBack = (): void => {
    if (this.#socket || this.#stopped) return;
    clearTimeout(this.#retry);
    void this.#connect();
  };

  #say(request: LiveRequest): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(request));
  }

  #note(event: ConnectionEvent): void {
    this.#connection = connectionAfter(this.#connection, event);
    for (const listener of this.#listeners) listener();
  }
}

function address(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
}
