import { createHash } from "node:crypto";
import type { Inbound, MessageIn, RawRequest } from "../../engine/channels/contract.js";
import { readLine, readText } from "../../engine/channels/text.js";
import { addressIn, nameIn, requireAddress } from "../mail-address.js";
import { withoutHistory } from "./answer-text.js";
import { type MailFields, readFields } from "./fields.js";
import { isAutomatic, type MailHeaders, readHeaders } from "./headers.js";
import { textOfHtml } from "./html.js";
import { ownAddress } from "../mail-headers.js";
import { readMultipart } from "../../engine/channels/multipart.js";
import type { Settings } from "./settings.js";

/** Longest text of a mail in UTF-16 units, history included: some 80 pages. What is longer was written by no patient. */
export const MAX_INBOUND_TEXT = 200_000;

/** SendGrid takes mails of up to 30 MB, attachments included; the form around one is small. */
export const MAX_MAIL_BYTES = 32 * 1024 * 1024;

/** Some 20 fields and as many attachments as anybody sends. */
const MAX_PARTS = 200;

/** Longest subject and longest name that are kept. */
const MAX_LINE = 200;

/** "Re:" in the languages of common mail programs, once or several times. */
const REPLY = /^(?:(?:re|aw|antw|sv|vs|jb)\s*(?:\[\d+\])?\s*:\s*)+/i;

/** Marks a mail that is passed on, whose history is its content. */
const FORWARD = /^(?:fwd?|wg|tr)\s*:/i;

/**
 * Reads a mail that Inbound Parse posts:
 * https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook
 * @throws ChannelInputError with the code of what is wrong
 */
export function readMail(request: RawRequest, settings: Settings): readonly Inbound[] {
  const form = readMultipart(request, { maxBytes: MAX_MAIL_BYTES, maxParts: MAX_PARTS });
  const fields = readFields(form.fields);
  const headers = readHeaders(fields.text("headers"));
  const from = requireAddress(fields.text("from"));
  const envelope = fields.envelope();
  const text = textOf(fields);
  if (text === "" && form.files.length === 0) return [];
  const own = ownAddress(settings);
  const [first = own, ...others] = envelope.to.flatMap((one) => addressIn(one) ?? []);
  const name = lineOf(nameIn(fields.text("from")));
  const automatic = isAutomatic(headers, { from, envelopeFrom: envelope.from, own });
  const message: MessageIn = {
    kind: "message",
    providerId: messageIdOf(headers, [from, lineOf(fields.text("subject")), text]),
    from,
    to: first,
    ...(others.length === 0 ? {} : { alsoTo: others }),
    text,
    about: aboutOf(fields, headers),
    ...(name === "" ? {} : { name }),
    ...(form.files.length === 0 ? {} : { files: form.files }),
    ...(automatic ? { automatic } : {}),
  };
  return [message];
}

/** Message-ID without its brackets; a mail that has none is recognised by its words. */
function messageIdOf(headers: MailHeaders, words: readonly string[]): string {
  const date = headers.get("date") ?? "";
  const found = /^<([\x21-\x3b\x3d\x3f-\x7e]{1,250})>/.exec(headers.get("message-id") ?? "")?.[1];
  return (
    found ??
    `none-${createHash("sha256")
      .update([date, ...words].join("\0"))
      .digest("hex")}`
  );
}

/** The subject stands first unless it only repeats what is answered. */
function textOf(fields: MailFields): string {
  const subject = lineOf(fields.text("subject"));
  const body = bodyOf(fields, subject);
  const heading = REPLY.test(subject) || body.startsWith(subject) ? "" : subject;
  return [heading, body].filter((part) => part !== "").join("\n\n");
}

function bodyOf(fields: MailFields, subject: string): string {
  const plain = readText(fields.text("text"), MAX_INBOUND_TEXT);
  const body = plain === "" ? readText(htmlOf(fields), MAX_INBOUND_TEXT) : plain;
  return FORWARD.test(subject) ? body : withoutHistory(body);
}

function htmlOf(fields: MailFields): string {
  return textOfHtml(fields.text("html"));
}

/** What else may name the case: the subject, and the ids of the mails that are answered. */
function aboutOf(fields: MailFields, headers: MailHeaders): string {
  const answered = ["in-reply-to", "references"].map((name) => headers.get(name) ?? "");
  return [fields.text("subject"), ...answered].map(lineOf).filter(Boolean).join("\n");
}

/** One line of a stranger's, never too long to keep. */
function lineOf(raw: string): string {
  const cut = Array.from(raw.replaceAll("\0", " ")).slice(0, MAX_LINE).join("");
  return readLine(cut, 2 * MAX_LINE);
}
