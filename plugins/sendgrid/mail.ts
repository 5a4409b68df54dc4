import type { MailDataRequired } from "@sendgrid/mail";
import type { Outbound } from "../../engine/channels/contract.js";
import { mailHeaders, ownDomain, ownName } from "../mail-headers.js";
import { referenceOf } from "../reference.js";
import type { Settings } from "./settings.js";

/** Name under which our reference goes along and comes back with every event (`custom_args`). */
export const REFERENCE = "casewright_attempt";

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
    headers: {
      "Message-ID": `<${reference}@${ownDomain(settings)}>`,
      ...mailHeaders(message, settings),
    },
    trackingSettings: {
      clickTracking: { enable: false, enableText: false },
      openTracking: { enable: false },
      subscriptionTracking: { enable: false },
    },
  };
}
