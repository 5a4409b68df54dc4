import { createHash } from "node:crypto";
import type { MailDataRequired } from "@sendgrid/mail";
import type { Outbound, Thread } from "../../engine/channels/contract.js";
import { ownAddress, ownName, type Settings } from "./settings.js";

/** Name under which our reference goes along and comes back with every event (`custom_args`). */
export const REFERENCE = "casewright_attempt";

/**
 * What SendGrid knows an attempt by: a digest, because such arguments are kept for ever and shown to its staff, and an
 * attempt's id may hold the id of a person's mail.
 */
export function referenceOf(attemptId: string): string {
  return createHash("sha256").update(attemptId).digest("base64url").slice(0, 32);
}

/**
 * A message as the SDK takes it. Links are not rewritten and opens not followed: a link of ours works once, and whoever
 * reads about their health is not watched.
 */
export function mailOf(message: Outbound, settings: Settings): MailDataRequired {
  const reference = referenceOf(message.attemptId);
  return {
    to: message.to,
    from: settings.from,
    subject: message.subject ?? ownName(settings),
    text: message.text,
    customArgs: { [REFERENCE]: reference },
    headers: headersOf(message, settings, reference),
    trackingSettings: {
      clickTracking: { enable: false, enableText: false },
      openTracking: { enable: false },
      subscriptionTracking: { enable: false },
    },
  };
}

/** Threads by RFC 5322 3.6.4; other programs are asked not to answer by themselves. */
function headersOf(
  { thread }: Outbound,
  settings: Settings,
  reference: string,
): Record<string, string> {
  const domain = ownAddress(settings).split("@")[1] ?? "";
  return {
    "Message-ID": `<${reference}@${domain}>`,
    "X-Auto-Response-Suppress": "OOF, AutoReply",
    ...(thread === undefined ? {} : threadHeaders(thread, domain)),
  };
}

/** The first id of a thread is made of the case, so that an answer names its case even when its subject was changed. */
function threadHeaders({ id, answers }: Thread, domain: string): Record<string, string> {
  const root = `<${id}@${domain}>`;
  const answered = isMessageId(answers) ? `<${answers}>` : undefined;
  return {
    "In-Reply-To": answered ?? root,
    References: answered === undefined ? root : `${root} ${answered}`,
  };
}

function isMessageId(id: string | undefined): id is string {
  return id !== undefined && /^[\x21-\x3b\x3d\x3f-\x7e]{1,250}$/.test(id) && id.includes("@");
}
