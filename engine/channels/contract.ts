import type { Static, TObject } from "@sinclair/typebox";
import type { Preview } from "../definition/preview.js";

/** How a message travels. One conversation belongs to one contact and one kind; `slack` reaches staff alone. */
export type ChannelKind = "sms" | "email" | "form" | "chat" | "slack";

/** What a channel can do; the engine, the studio and the docs read it instead of knowing providers. */
export type Capabilities = {
  readonly inbound: boolean;
  readonly outbound: boolean;
  /** Longest text in characters the provider takes, before segments are counted. */
  readonly maxLength: number;
  /** Which delivery states the provider reports. */
  readonly receipts: readonly DeliveryState[];
  /** Messages a second that the provider takes from one account; an installation may set another. No limit when absent. */
  readonly perSecond?: number;
};

/** A request as it came: raw bytes, so that a signature can be checked before anything is parsed. */
export type RawRequest = {
  readonly method: string;
  /** The endpoint id as it stood in the URL. It is the secret of a provider that signs nothing. */
  readonly endpoint: string;
  /** Path below the endpoint, "" or "receipts". */
  readonly subpath: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly remoteAddress: string;
};

/** Whether a request is who it says. `why` is a code for logs, never a text of the sender's. */
export type Verification = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** A file that came with a message. Its name is the sender's, and what it is stands in its bytes alone. */
export type FileIn = { readonly name: string; readonly bytes: Uint8Array };

/** A file that a provider keeps: what it is called until its bytes are there, and by what the plugin fetches it. */
export type FileAt = { readonly name: string; readonly source: string };

/** What a fetch may take. */
export type FileIo = {
  readonly timeoutMs: number;
  /** A longer file is refused. */
  readonly maxBytes: number;
};

/** How a fetch ended. `refused` is for good, and its `why` is words for staff; that of `later` is a code. */
export type FileOutcome =
  | { readonly status: "fetched"; readonly bytes: Uint8Array }
  | { readonly status: "later"; readonly why: string }
  | { readonly status: "refused"; readonly why: string };

/** A message from a person, in one normal form. */
export type MessageIn = {
  readonly kind: "message";
  /** The provider's id; with the endpoint it makes a repeat recognisable for ever. */
  readonly providerId: string;
  /** Sender: E.164 for SMS, lower-case address for e-mail. */
  readonly from: string;
  readonly to: string;
  /** Other addresses of ours that the same message was written to, where a channel delivers it once for all of them. */
  readonly alsoTo?: readonly string[];
  readonly text: string;
  /** Structured input of a form, when the channel has one. */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  readonly name?: string;
  /** Words beside the text in which the message may name its case, such as the subject of an e-mail. */
  readonly about?: string;
  /** What came with it. The engine decides what is kept, and says in the text what is not. */
  readonly files?: readonly FileIn[];
  /** Files that the provider keeps for us, to be fetched once the message is stored. */
  readonly awaits?: readonly FileAt[];
  /** A machine wrote it: an out-of-office note, a bounce. It is kept, and neither answered nor handed to a case. */
  readonly automatic?: true;
};

/** Where a message of ours has got to, as the provider reports it. */
export type ReceiptIn = {
  readonly kind: "receipt";
  readonly providerId: string;
  readonly state: DeliveryState;
  /** The provider's own words, kept for staff. */
  readonly reason?: string;
};

/** A button under one of our messages that somebody of the staff pressed. */
export type PressIn = {
  readonly kind: "press";
  /** The provider's id of the press; with the endpoint it makes a repeat recognisable. */
  readonly providerId: string;
  /** Id of the message whose button it is. */
  readonly message: string;
  /** Who pressed, by the id that the provider knows them by. */
  readonly from: string;
  /** Where an answer to this press is handed in, when the provider takes one. Who knows it can write there. */
  readonly answerAt?: string;
};
export type Inbound = MessageIn | ReceiptIn | PressIn;

/** Delivery states in order; a receipt never moves one back. */
export const DELIVERY_STATES = [
  "queued",
  "sending",
  "accepted",
  "sent",
  "delivered",
  "failed",
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One attempt to send one message. */
export type Outbound = {
  /** Our attempt id; goes to the provider as idempotency key or client reference where it takes one. */
  readonly attemptId: string;
  /** Our message's id, the same for all of its attempts; for a provider whose receivers recognise a repeat by it. */
  readonly messageId?: string;
  readonly to: string;
  readonly text: string;
  readonly subject?: string;
  /** What the message belongs to, for a provider that shows conversations. */
  readonly thread?: Thread;
  /** What whoever reads it can answer with one press, for a provider that has buttons: that they have taken note. */
  readonly offers?: "acknowledge";
};

/** A message that is only shown: to a made-up receiver, or to a team of ours. */
export type ShownMessage = Pick<Outbound, "to" | "text" | "subject" | "offers">;

/** An answer to a press. */
export type PressAnswer = {
  /** As it came with the press. */
  readonly answerAt: string;
  readonly text: string;
  /** The message that it stands under from now on, for all to see and without its button. Whoever pressed is told alone when absent. */
  readonly under?: Pick<Outbound, "to" | "text">;
};

/** A conversation about one case. */
export type Thread = {
  /** Opaque, the same for all messages about the case. */
  readonly id: string;
  /** The provider's id of the person's last message, when there is one. */
  readonly answers?: string;
};

/** How a send ended. The plugin classifies, the engine decides what to do; a plugin never sleeps or retries. */
export type SendOutcome =
  | { readonly status: "accepted"; readonly providerId: string; readonly cost?: string }
  | { readonly status: "throttled"; readonly retryAfterMs: number }
  /** Nothing was handed over: no connection, or a definite refusal that may pass later. */
  | { readonly status: "unreachable"; readonly why: string }
  /**
   * Bytes were written and no clear answer came: never sent again by itself. With a `providerId`, a receipt that comes for
   * it settles what became of the message.
   */
  | { readonly status: "unknown"; readonly why: string; readonly providerId?: string }
  | { readonly status: "rejected"; readonly code: string; readonly why: string }
  | { readonly status: "opted_out" }
  | { readonly status: "misconfigured"; readonly why: string };

/** A message that was sent, or may have been: all that its provider can be asked by. */
export type SentMessage = {
  readonly attemptId: string;
  readonly to: string;
  readonly text: string;
  /** When the attempt began, epoch milliseconds. */
  readonly at: number;
};

/**
 * What a provider knows of a message whose end nobody saw. `absent` is not there, by everything the provider shows; `unclear`
 * may be, and `why` is a code.
 */
export type FindOutcome =
  | {
      readonly status: "found";
      readonly state: DeliveryState;
      /** What its receipts will name it by. */
      readonly providerId?: string;
      readonly reason?: string;
    }
  | { readonly status: "absent" }
  | { readonly status: "unclear"; readonly why: string };

/** The world a plugin may touch. */
export type ChannelIo = {
  /** Milliseconds before a provider call is given up and reported as unknown. */
  readonly timeoutMs: number;
};

/** Whether an endpoint could send now. `unchecked` is one that can only be tried by sending; `why` is a code. */
export type CheckOutcome =
  { readonly status: "ok" | "unchecked" } | { readonly status: "failed"; readonly why: string };

/** Where a request may come in, for documentation and set-up instructions. */
export type WebhookSpec = {
  readonly subpath: string;
  readonly method: "POST";
  readonly purpose: "messages" | "receipts" | "presses";
  /** Longest body; the API's ordinary limit when absent. Only for callers who know the endpoint. */
  readonly maxBytes?: number;
};

/**
 * One way in and out. A package exports one such value; `plugins/index.ts` lists it.
 * Settings arrive checked against `settings`; fields named in `secrets` never reach logs or the API.
 */
export type ChannelPlugin<Settings extends TObject = TObject> = {
  readonly manifest: {
    readonly id: string;
    readonly version: string;
    readonly kind: ChannelKind;
    readonly name: string;
    readonly settings: Settings;
    readonly secrets: readonly string[];
    readonly capabilities: Capabilities;
    readonly webhooks: readonly WebhookSpec[];
  };
  /**
   * Checks the sender before one byte of the body is trusted. A refusal is answered 404, like an unknown endpoint.
   * @param now epoch milliseconds, for signatures that carry a time
   */
  verify(request: RawRequest, settings: Static<Settings>, now: number): Verification;
  /** Reads a verified request; several messages or receipts may come in one, or none. @throws ChannelInputError when it is not readable */
  receive(request: RawRequest, settings: Static<Settings>): readonly Inbound[];
  /** Hands one message to the provider, once. Never throws for what a provider does, and holds no secret in its outcome. */
  send(message: Outbound, settings: Static<Settings>, io: ChannelIo): Promise<SendOutcome>;
  /**
   * Fetches a file that a message awaits. Credentials go to the provider alone, whatever `source` says and wherever it leads.
   * Never throws, and says no secret. Only for a channel whose messages await files.
   */
  fetchFile?(source: string, settings: Static<Settings>, io: FileIo): Promise<FileOutcome>;
  /**
   * Answers a press where it was made; the same answer twice does no harm. Never throws for what a provider does, goes nowhere
   * but to the provider, and holds no secret in its outcome. Only for a channel whose messages have buttons.
   */
  answerPress?(
    answer: PressAnswer,
    settings: Static<Settings>,
    io: ChannelIo,
  ): Promise<SendOutcome>;
  /**
   * Looks at the provider for a message whose end nobody saw, and sends nothing. Never throws, and says no secret. Only for a
   * provider that can be asked; the engine asks again for some minutes.
   */
  find?(sent: SentMessage, settings: Static<Settings>, io: ChannelIo): Promise<FindOutcome>;
  /**
   * How a message will look where it arrives, for whoever writes it: by the message and the settings alone, and without a secret. It sends
   * nothing and asks nobody. Only for a channel that shows a message otherwise than as its bare text.
   */
  preview?(message: ShownMessage, settings: Static<Settings>): Preview | Promise<Preview>;
  /** Asks the provider whether it is there and knows our account, and sends nothing to anybody. Never throws, and says no secret. */
  check?(settings: Static<Settings>, io: ChannelIo): Promise<CheckOutcome>;
};

/** A verified request that cannot be read: answered 400 with this code, nothing stored. */
export class ChannelInputError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = "ChannelInputError";
    this.code = code;
  }
}

/** A configured channel: a plugin with settings and the id that stands in callback URLs. */
export type Endpoint = {
  /**
   * Stands in `/webhooks/:channel/:endpoint`. Unguessable where the provider signs nothing, so it goes into no log,
   * no metric and no row.
   */
  readonly id: string;
  /** What logs, metrics and rows call it: public, and the same after the id was changed. */
  readonly name: string;
  readonly plugin: ChannelPlugin;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Workflow that a message opens when it belongs to no open case. */
  readonly opens: string;
  /** True when a simulator stands for the provider. */
  readonly sandbox: boolean;
  /** Name of another endpoint of the same kind that gets a message which this one certainly did not hand over. */
  readonly fallback?: string;
  /** Most messages a second, over all workers together; no limit when absent. */
  readonly perSecond?: number;
};

/** Declares a plugin with its settings type inferred from the schema. */
export function defineChannel<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
): ChannelPlugin<Settings> {
  return plugin;
}
