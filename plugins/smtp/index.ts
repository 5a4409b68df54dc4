import MailComposer from "nodemailer/lib/mail-composer";
import {
  ChannelInputError,
  type ChannelIo,
  type CheckOutcome,
  defineChannel,
  type Outbound,
  type SendOutcome,
} from "../../engine/channels/contract.js";
import { isCarriable } from "../../engine/channels/text.js";
import { isAddress } from "../mail-address.js";
import { mailHeaders, ownAddress, ownDomain, ownName } from "../mail-headers.js";
import { mailPreview } from "../mail-preview.js";
import { referenceOf } from "../reference.js";
import { converse, greet } from "./conversation.js";
import { classify } from "./outcome.js";
import { type Settings, settingsSchema } from "./settings.js";

/** Far above the longest template with the longest reply of staff in it. */
const MAX_OUTBOUND_TEXT = 20_000;

/** E-mail out, by the mail server of the house. */
export const smtpChannel = defineChannel({
  manifest: {
    id: "smtp",
    version: "1.0.0",
    kind: "email",
    name: "E-mail by SMTP",
    settings: settingsSchema,
    secrets: ["password"],
    capabilities: { inbound: false, outbound: true, maxLength: MAX_OUTBOUND_TEXT, receipts: [] },
    webhooks: [],
  },
  verify: () => ({ ok: false, why: "nothing_comes_in" }),
  receive: () => {
    throw new ChannelInputError("nothing_comes_in");
  },
  send,
  preview: mailPreview,
  check,
});

async function send(message: Outbound, settings: Settings, io: ChannelIo): Promise<SendOutcome> {
  const refusal = refusalOf(message);
  if (refusal !== undefined) return { status: "rejected", code: refusal, why: refusal };
  const reference = referenceOf(message.messageId ?? message.attemptId);
  const letter = {
    from: ownAddress(settings),
    to: message.to,
    greeting: ownDomain(settings),
    content: await compose(message, settings, reference),
  };
  return classify(await converse(settings, letter, io.timeoutMs), reference);
}

/** The mail as it travels. Its Message-ID is that of the message and not of the attempt, so that mailboxes show one of two. */
function compose(message: Outbound, settings: Settings, reference: string): Promise<Buffer> {
  const mail = new MailComposer({
    from: settings.from,
    to: message.to,
    subject: message.subject ?? ownName(settings),
    text: message.text,
    messageId: `<${reference}@${ownDomain(settings)}>`,
    headers: mailHeaders(message, settings),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

/** One receiver only, and a subject that is one line. */
function refusalOf({ to, text, subject = "" }: Outbound): string | undefined {
  if (!isAddress(to)) return "bad_address";
  if (!isCarriable(text) || !isCarriable(subject) || /[\r\n]/.test(subject))
    return "bad_characters";
  if (text.trim() === "") return "empty";
  return text.length > MAX_OUTBOUND_TEXT ? "too_long" : undefined;
}

async function check(settings: Settings, { timeoutMs }: ChannelIo): Promise<CheckOutcome> {
  const outcome = classify(await greet(settings, { greeting: ownDomain(settings), timeoutMs }), "");
  if (outcome.status === "accepted") return { status: "ok" };
  return { status: "failed", why: "why" in outcome ? outcome.why : outcome.status };
}
