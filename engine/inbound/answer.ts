import { wordingOf } from "../channels/wording.js";
import { deliver } from "../effects/deliver.js";
import { shapeOf } from "../effects/letter.js";
import { bareAddress, type ContactDoc } from "../store/contacts.js";
import { insertMessageOnce, type MessageDoc } from "../store/messages.js";
import type { InboxDoc } from "../store/inbox.js";
import { currentRelease } from "../store/releases.js";
import { renderMessage } from "../../templates/index.js";
import type { InboundTools } from "./tools.js";

/** An answer that belongs to no case: to STOP, START, HELP and LINK, or the question which case is meant. */
export type Answer = {
  readonly row: InboxDoc;
  readonly contact: ContactDoc;
  readonly template: "sms-stopped" | "sms-started" | "sms-help" | "sms-choose" | "sms-link";
  readonly choices?: string;
  /** A case and the address of its page, with a fresh one-time token. */
  readonly page?: { readonly caseId: string; readonly link: string };
};

/**
 * Sends an answer, once for the message it answers, through the same claim as every message.
 * @returns false when it is to be tried again later
 */
export async function answer(tools: InboundTools, request: Answer): Promise<boolean> {
  const { store } = tools.effects;
  const message = await rowOf(tools, request);
  const kept = await insertMessageOnce(store, message);
  const outcome = await deliver(tools.effects, {
    messageId: kept._id,
    attempt: kept.attempts.length + 1,
  });
  return outcome.status !== "later" && outcome.status !== "held";
}

async function rowOf(tools: InboundTools, request: Answer): Promise<MessageDoc> {
  const { row, contact } = request;
  const at = new Date(tools.effects.now());
  return {
    _id: `${row._id}:answer`,
    caseId: "",
    turn: 0,
    direction: "out",
    channel: row.channel,
    endpoint: row.endpoint,
    contact: contact._id,
    to: bareAddress(contact.address),
    template: request.template,
    attempts: [],
    providerId: null,
    at,
    updatedAt: at,
    ...(await rendered(tools, request)),
  };
}

type Text = Pick<MessageDoc, "text" | "subject" | "language" | "segments" | "state" | "reason">;

async function rendered(
  tools: InboundTools,
  { row, contact, template: id, choices, page }: Answer,
): Promise<Text> {
  const { organisation, templates } = (await currentRelease(tools.effects.store)).body;
  const template = templates.find((candidate) => candidate.id === id);
  const failed = {
    ...{ text: "", subject: null, language: null, segments: null },
    state: "failed" as const,
  };
  if (!template) return { ...failed, reason: "template_missing" };
  const endpoint = tools.effects.endpoints.get(row.endpoint);
  const kind = endpoint?.plugin.manifest.kind;
  const caseId = page?.caseId ?? "";
  const result = renderMessage({
    template,
    channel: wordingOf(kind),
    language: contact.language,
    defaultLanguage: organisation.defaultLanguage,
    variables: {
      "clinic.name": organisation.name,
      "clinic.emergencyNumber": organisation.emergencyNumber,
      "contact.name": contact.name ?? "",
      choices: choices ?? "",
      "case.id": caseId,
      link: page?.link ?? "",
    },
  });
  if (!result.ok) return { ...failed, reason: result.code };
  const { text, language } = result;
  const shape = shapeOf(text, kind, { caseId, organisation });
  return { text, language, ...shape, state: "queued", reason: null };
}
