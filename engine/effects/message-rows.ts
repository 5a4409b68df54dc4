import { wordingOf } from "../channels/wording.js";
import type { Release } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import type { Scalar } from "../definition/names.js";
import type { Effect } from "../interpreter/effect.js";
import type { CaseMessage } from "../interpreter/event.js";
import type { CaseState } from "../interpreter/state.js";
import type { Turn } from "../interpreter/turn.js";
import { variablesKnownTo } from "../release-variables.js";
import { bareAddress, type ContactDoc, contactById } from "../store/contacts.js";
import { makeLink } from "../store/links.js";
import type { MessageDoc } from "../store/messages.js";
import type { Session } from "../store/store.js";
import { caseVariables, renderMessage, variablesOf } from "../../templates/index.js";
import { shapeOf } from "./letter.js";
import type { EffectTools } from "./tools.js";

type Send = Extract<Effect, { kind: "send_message" }>;

/** Where a turn's messages are made: the case's own release and workflow. */
export type MessageScope = {
  readonly tools: EffectTools;
  readonly release: Release;
  readonly workflow: Workflow | undefined;
};

/**
 * The rows that a turn adds to a case's messages: what the patient wrote, and what is to be sent, rendered once and for all.
 * A text that cannot be rendered becomes a failed message that staff sees, never a lost one.
 */
export async function messageRows(
  scope: MessageScope,
  turn: Turn,
  state: CaseState,
  session: Session,
): Promise<readonly MessageDoc[]> {
  const { event } = turn;
  const sends = turn.effects.filter((effect) => effect.kind === "send_message");
  const received =
    event.type === "message_received" || event.type === "created" ? event.message : null;
  const rows = await Promise.all(
    sends.map((send) => outgoing(scope, { send, turn, state, session })),
  );
  const kept = turn.note !== "repeated" && turn.note !== "closed";
  if (received === null || !kept || state.contact === null) return rows;
  return [incoming(received, turn, state), ...rows];
}

function incoming(message: CaseMessage, turn: Turn, state: CaseState): MessageDoc {
  const at = new Date(turn.event.at);
  return {
    ...blankRow(state, turn, at),
    _id: message.id,
    direction: "in",
    text: message.text,
    state: "received",
  };
}

type Sending = {
  readonly send: Send;
  readonly turn: Turn;
  readonly state: CaseState;
  readonly session: Session;
};

async function outgoing(scope: MessageScope, sending: Sending): Promise<MessageDoc> {
  const { send, turn, state } = sending;
  const at = new Date(turn.event.at);
  const contact = await contactById(scope.tools.store, send.contact.id);
  const text = await renderedText(scope, sending, contact);
  return {
    ...blankRow(state, turn, at),
    _id: send.id,
    direction: "out",
    to: contact ? bareAddress(contact.address) : "",
    template: send.template,
    ...(send.urgent === undefined ? {} : { urgent: send.urgent }),
    ...(send.entry === undefined ? {} : { entry: send.entry }),
    ...text,
  };
}

type Rendered = Pick<MessageDoc, "text" | "subject" | "language" | "segments" | "state" | "reason">;

async function renderedText(
  scope: MessageScope,
  sending: Sending,
  contact: ContactDoc | null,
): Promise<Rendered> {
  const { organisation, templates } = scope.release.body;
  const template = templates.find(({ id }) => id === sending.send.template);
  if (!template) return unsendable("template_missing");
  if (!contact) return unsendable("contact_missing");
  const { conversation } = sending.send.contact;
  const endpoint = scope.tools.endpoints.get(endpointOf(conversation));
  const kind = endpoint?.plugin.manifest.kind;
  const wording = wordingOf(kind);
  const texts = template.texts[wording] ?? template.texts.sms;
  const wanted = Object.values(texts).flatMap((source) => variablesOf(source));
  const variables = await variablesFor(scope, sending, contact, wanted);
  const rendered = renderMessage({
    template,
    channel: wording,
    language: sending.send.contact.language,
    defaultLanguage: organisation.defaultLanguage,
    variables,
    known: variablesKnownTo(template.id, scope.release.body),
  });
  if (!rendered.ok) return unsendable(rendered.code);
  const { text, language } = rendered;
  const shape = shapeOf(text, kind, { caseId: sending.state.id, organisation });
  return { text, language, ...shape, state: "queued", reason: null };
}

/** A tracking link is made only for texts that carry one: each link is one more key to the case. */
async function variablesFor(
  scope: MessageScope,
  { send, state, turn, session }: Sending,
  contact: ContactDoc,
  wanted: readonly string[],
): Promise<{ readonly [path: string]: Scalar }> {
  const { organisation } = scope.release.body;
  const { store, publicUrl } = scope.tools;
  const at = new Date(turn.event.at);
  const token = wanted.includes("link")
    ? await makeLink(store, { caseId: state.id, at, session })
    : null;
  return caseVariables(state, {
    organisation,
    workflow: scope.workflow,
    input: send.input,
    contactName: contact.name ?? "",
    link: token === null ? "" : `${publicUrl}/p/track#${token}`,
  });
}

function blankRow(state: CaseState, turn: Turn, at: Date): MessageDoc {
  const { contact } = state;
  return {
    _id: "",
    caseId: state.id,
    turn: turn.turn,
    direction: "out",
    channel: contact?.channel ?? "",
    endpoint: endpointOf(contact?.conversation ?? ""),
    contact: contact?.id ?? "",
    to: "",
    subject: null,
    text: "",
    template: null,
    language: null,
    segments: null,
    state: "queued",
    reason: null,
    attempts: [],
    providerId: null,
    at,
    updatedAt: at,
  };
}

/** Endpoint name of a conversation id `endpoint/contact`. */
function endpointOf(conversation: string): string {
  return conversation.slice(0, conversation.indexOf("/"));
}

function unsendable(reason: string): Rendered {
  return { text: "", subject: null, language: null, segments: null, state: "failed", reason };
}
