import type { ChatFrame, ChatRequest } from "../../engine/protocol/chat.js";
import { CLOSE_CODES } from "../../engine/protocol/close-codes.js";
import { newUuid } from "../api/new-key.js";
import {
  chatAfter,
  chatBefore,
  type ChatEvent,
  type ChatState,
  type Written,
} from "./chat-state.js";
import { waitBefore } from "./connection.js";

/** The server drops sockets that stay silent for a minute. */
const PING_EVERY_MS = 20_000;

/** Nothing heard for this long means that the socket is dead, whatever the browser says. */
const SILENCE_MS = 45_000;

/** Pause before something is written again that the server could not store. */
const LATER_MS = 2_000;

/** Where a tab keeps what it has not got through. */
const PLACE = "casewright.chat";

/**
 * A WebSocket to `/ws/chat` that is kept alive: what is written is repeated until it is taken, survives a reload of the
 * tab, and what was said meanwhile comes after a gap. An external store for React.
 */
export class ChatLine {
  #state: ChatState = chatBefore(keptWritten());
  #socket: WebSocket | null = null;
  #heardAt = 0;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pulse: ReturnType<typeof setInterval> | undefined;
  readonly #listeners = new Set<() => void>();
  /** Attempts that this page has said to be on the screen. */
  readonly #told = new Set<string>();

  readonly read = (): ChatState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Connects, and keeps connecting until {@link stop}. The browser has its pass already. */
  start(): void {
    this.#pulse = setInterval(this.#beat, PING_EVERY_MS);
    addEventListener("online", this.#again);
    addEventListener("offline", this.#cut);
    document.addEventListener("visibilitychange", this.#seen);
    this.#connect();
  }

  /** Closes the socket. What was not taken stays for {@link start}. */
  stop(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#pulse);
    removeEventListener("online", this.#again);
    removeEventListener("offline", this.#cut);
    document.removeEventListener("visibilitychange", this.#seen);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /** Says something, for certain and once. */
  write(text: string, language: string): void {
    const id = newUuid();
    this.#note({ type: "wrote", id, text });
    if (this.#state.phase === "live") this.#say({ type: "write", id, text, language });
  }

  /** Forgets the chat, for whoever uses this browser next. */
  forget(): void {
    sessionStorage.removeItem(PLACE);
  }

  #connect(): void {
    this.#attempt += 1;
    const socket = new WebSocket(address());
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.onmessage = (event: MessageEvent<string>) => {
      if (this.#socket === socket) this.#hear(JSON.parse(event.data) as ChatFrame);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#lost(code);
    };
  }

  #hear(frame: ChatFrame): void {
    this.#heardAt = Date.now();
    this.#note({ type: "frame", frame });
    if (frame.type === "ready") {
      this.#attempt = 0;
      for (const one of this.#state.written) this.#repeat(one);
    }
    if (frame.type === "later") setTimeout(() => this.#repeatById(frame.id), LATER_MS);
    if (frame.type === "messages") this.#seen();
  }

  #lost(code?: number): void {
    this.#socket = null;
    clearTimeout(this.#retry);
    if (code === CLOSE_CODES.unauthenticated) {
      this.#note({ type: "over" });
      return;
    }
    this.#note({ type: "lost" });
    this.#retry = setTimeout(this.#again, waitBefore(this.#attempt + 1, Math.random()));
  }

  readonly #again = (): void => {
    clearTimeout(this.#retry);
    if (this.#socket === null && this.#state.phase !== "over") this.#connect();
  };

  /** Drops a socket that is dead although it may not know yet. */
  readonly #cut = (): void => {
    const dead = this.#socket;
    this.#lost();
    dead?.close();
  };

  readonly #beat = (): void => {
    if (this.#socket && Date.now() - this.#heardAt > SILENCE_MS) this.#cut();
    else this.#say({ type: "ping" });
  };

  /** Tells what is on the screen, once somebody looks at it. */
  readonly #seen = (): void => {
    if (document.visibilityState !== "visible") return;
    const attempts = this.#state.messages
      .flatMap(({ attempt }) => (attempt === null ? [] : [attempt]))
      .filter((attempt) => !this.#told.has(attempt))
      .slice(0, 100);
    if (attempts.length === 0 || this.#socket?.readyState !== WebSocket.OPEN) return;
    for (const attempt of attempts) this.#told.add(attempt);
    this.#say({ type: "shown", attempts });
  };

  #repeatById(id: string): void {
    const one = this.#state.written.find((written) => written.id === id);
    if (one) this.#repeat(one);
  }

  #repeat({ id, text, state }: Written): void {
    const language = document.documentElement.lang;
    if (state === "sending") this.#say({ type: "write", id, text, language });
  }

  #say(request: ChatRequest): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(request));
  }

  #note(event: ChatEvent): void {
    this.#state = chatAfter(this.#state, event);
    sessionStorage.setItem(PLACE, JSON.stringify(this.#state.written));
    for (const listener of this.#listeners) listener();
  }
}

function keptWritten(): readonly Written[] {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE) ?? "[]") as readonly Written[];
  } catch {
    return [];
  }
}

function address(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/chat`;
}
