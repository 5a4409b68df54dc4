import type { IncomingMessage } from "node:http";
import type { RawData, WebSocket } from "ws";
import { CHAT_COOKIE, visitorOf } from "../../plugins/index.js";
import { audited } from "../api/audited.js";
import { cookiesOf } from "../api/http/query.js";
import { takeInbound } from "../api/inbound-request.js";
import type { World } from "../api/world.js";
import { ChannelInputError, type Endpoint, type RawRequest } from "../channels/contract.js";
import {
  type ChatFrame,
  type ChatMessage,
  type ChatRequest,
  chatRequestSchema,
} from "../protocol/chat.js";
import type { CloseReason } from "../protocol/close-codes.js";
import { CasewrightError } from "../protocol/errors.js";
import { chatWith } from "../store/chats.js";
import { contactAt } from "../store/contacts.js";
import type { MessageDoc } from "../store/messages.js";
import { Wire, wordOf } from "./wire.js";

/** Words of one client that wait for the one before them; whoever sends more is no person. */
const MAX_WORDS = 20;

/** How the audit trail calls a look into the own chat. */
const ROUTE = { id: "readChat" };

/** One visitor's connection: brings what they write to the inbox, and shows them what is said. */
export class ChatSocket {
  readonly #world: World;
  readonly #endpoint: Endpoint;
  readonly #wire: Wire;
  readonly #request: IncomingMessage;
  readonly #visitor: string | null;
  /** Messages that this socket has. */
  readonly #known = new Set<string>();
  /** Whose chat it is; null before the first message. */
  #contact: string | null = null;
  #words = 0;
  #spoken: Promise<void> = Promise.resolve();
  #looking: "no" | "once" | "again" = "no";
  #isReady = false;

  constructor(
    world: World,
    endpoint: Endpoint,
    { socket, request }: { readonly socket: WebSocket; readonly request: IncomingMessage },
  ) {
    this.#world = world;
    this.#endpoint = endpoint;
    this.#request = request;
    this.#wire = new Wire(socket, world.metrics);
    const pass = cookiesOf(request.headers.cookie)[CHAT_COOKIE] ?? "";
    this.#visitor = visitorOf(String(endpoint.settings["passSecret"]), pass, world.now());
    if (this.#visitor === null) {
      this.end("unauthenticated");
      return;
    }
    socket.on("message", (data) => {
      this.#hear(data);
    });
    this.look();
  }

  /** Whether something that happened in the chat of a contact may be news for this visitor. */
  mayConcern(contact: string): boolean {
    return this.#contact === null || this.#contact === contact;
  }

  /** Pings, and looks whether anything was missed. */
  pulse(): void {
    this.#wire.pulse();
    this.look();
  }

  /** Closes the socket, politely first. */
  end(why: CloseReason): void {
    this.#wire.end(why);
  }

  /** Sends what this visitor has not got yet; a call while one is under way makes it look once more. */
  look(): void {
    if (this.#looking !== "no") {
      this.#looking = "again";
      return;
    }
    this.#looking = "once";
    void this.#lookUntilQuiet();
  }

  async #lookUntilQuiet(): Promise<void> {
    try {
      do {
        this.#looking = "once";
        await this.#lookOnce();
      } while (this.#isWanted());
    } catch (error) {
      // The next change, or the next round, looks again.
      const name = error instanceof Error ? error.name : "";
      this.#world.log.debug({ name }, "chat not looked at");
    }
    this.#looking = "no";
  }

  #isWanted(): boolean {
    return this.#looking === "again";
  }

  async #lookOnce(): Promise<void> {
    const reader = { caller: null, patientCase: "", route: ROUTE, remoteAddress: "" };
    const messages = await audited(this.#world, reader, () => this.#news());
    for (const { _id } of messages) this.#known.add(_id);
    if (messages.length > 0)
      this.#say({ type: "messages", messages: messages.map((message) => this.#shown(message)) });
    if (this.#isReady) return;
    this.#isReady = true;
    this.#say({ type: "ready" });
  }

  async #news(): Promise<readonly MessageDoc[]> {
    const { store } = this.#world;
    this.#contact ??= (await contactAt(store, `chat:${String(this.#visitor)}`))?._id ?? null;
    if (this.#contact === null) return [];
    return chatWith(store, { contact: this.#contact, known: [...this.#known] });
  }

  #shown({ _id, direction, at, text, state, providerId }: MessageDoc): ChatMessage {
    const mine = direction === "in";
    const own = `${this.#endpoint.name}:${String(this.#visitor)}/`;
    const isNew = !mine && state !== "delivered" && providerId !== null;
    return {
      id: mine && _id.startsWith(own) ? _id.slice(own.length) : _id,
      mine,
      at: at.toISOString(),
      text,
      attempt: isNew ? providerId.slice(providerId.indexOf("/") + 1) : null,
    };
  }

  /** Words are taken one after the other, so that a chat keeps its order. */
  #hear(data: RawData): void {
    if (this.#words >= MAX_WORDS) {
      this.end("invalid");
      return;
    }
    this.#words += 1;
    this.#spoken = this.#spoken
      .then(() => this.#take(wordOf(chatRequestSchema, data)))
      .catch(() => {
        this.end("invalid");
      })
      .finally(() => {
        this.#words -= 1;
      });
  }

  async #take(word: ChatRequest): Promise<void> {
    switch (word.type) {
      case "ping":
        this.#say({ type: "pong" });
        return;
      case "shown":
        await this.#bring("receipts", { shown: word.attempts }).catch(() => undefined);
        return;
      case "write":
        await this.#write(word);
    }
  }

  async #write({ id, text, language }: Extract<ChatRequest, { type: "write" }>): Promise<void> {
    try {
      await this.#bring("", { id, text, ...(language === undefined ? {} : { language }) });
      this.#say({ type: "taken", id });
    } catch (error) {
      if (error instanceof ChannelInputError) this.#say({ type: "refused", id, code: error.code });
      else if (error instanceof CasewrightError && error.code === "not_found")
        this.end("unauthenticated");
      else this.#say({ type: "later", id });
    }
  }

  /** A word as a request of the channel, checked and stored like any provider's. */
  async #bring(subpath: "" | "receipts", body: object): Promise<void> {
    const { cookie = "", origin = this.#world.config.publicUrl } = this.#request.headers;
    const request: RawRequest = {
      method: "POST",
      endpoint: this.#endpoint.id,
      subpath,
      query: {},
      headers: { cookie, origin },
      body: Buffer.from(JSON.stringify(body)),
      remoteAddress: this.#request.socket.remoteAddress ?? "",
    };
    await takeInbound(this.#world, this.#endpoint.plugin.manifest.id, request);
  }

  #say(frame: ChatFrame): void {
    this.#wire.send(JSON.stringify(frame));
  }
}
