import { generateKeyPairSync, sign } from "node:crypto";
import type { FileIn } from "../../../engine/channels/contract.js";

/** A mail as a test writes it; everything else is as Inbound Parse sends it for a plain mail. */
export type WrittenMail = {
  /** With its brackets, as in the header; left out when undefined. */
  readonly messageId?: string;
  readonly from: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  /** Further raw headers, one line each. */
  readonly headers?: readonly string[];
  /** Instead of what follows from `from` and `to`; null leaves it out. */
  readonly envelope?: { readonly from: string; readonly to: readonly string[] } | null;
  readonly charsets?: Readonly<Record<string, string>>;
  /** Bytes of the text instead of UTF-8. */
  readonly textBytes?: Uint8Array;
  /** Attachments; a name alone stands for a short picture. */
  readonly files?: readonly (string | FileIn)[];
};

/** A body and its type. */
export type Posted = { readonly contentType: string; readonly body: Uint8Array };

const BOUNDARY = "xYzZY";
const OURS = "desk@clinic.example";

/** A mail as Inbound Parse posts it. */
export function parsePost(mail: WrittenMail): Posted {
  const { files = [], textBytes } = mail;
  const fields = fieldsOf(mail);
  return formPost(textBytes === undefined ? fields : { ...fields, text: textBytes }, files);
}

/** The bytes with which a picture begins, and what could be taken for the end of a part. */
export const SHORT_PICTURE = Uint8Array.of(0xff, 0xd8, 0xff, 0x0d, 0x0a, 0x2d, 0x2d);

/** Fields and files as a form is posted. */
export function formPost(
  fields: Readonly<Record<string, string | Uint8Array>>,
  files: readonly (string | FileIn)[] = [],
): Posted {
  const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value));
  const attached = files.map((file, i) => {
    const { name, bytes } = typeof file === "string" ? { name: file, bytes: SHORT_PICTURE } : file;
    return part(
      `name="attachment${String(i + 1)}"; filename="${name}"\r\nContent-Type: image/jpeg`,
      bytes,
    );
  });
  const body = Buffer.concat([...parts, ...attached, Buffer.from(`--${BOUNDARY}--\r\n`)]);
  return { contentType: `multipart/form-data; boundary=${BOUNDARY}`, body };
}

function fieldsOf(mail: WrittenMail): Readonly<Record<string, string>> {
  const { from, to = OURS, subject, text, html, files = [] } = mail;
  const envelope = mail.envelope === undefined ? { from: bare(from), to: [to] } : mail.envelope;
  const charsets = {
    to: "UTF-8",
    from: "UTF-8",
    subject: "UTF-8",
    text: "utf-8",
    ...mail.charsets,
  };
  const optional = { subject, text, html };
  return {
    headers: headersOf(mail),
    dkim: "{@example.org : pass}",
    to,
    from,
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Record<string, string>),
    sender_ip: "192.0.2.10",
    ...(envelope === null ? {} : { envelope: JSON.stringify(envelope) }),
    attachments: String(files.length),
    charsets: JSON.stringify(charsets),
    SPF: "pass",
  };
}

function headersOf({
  messageId,
  from,
  to = OURS,
  subject = "",
  headers = [],
}: WrittenMail): string {
  return [
    "Received: by mx.sendgrid.example with SMTP id 0001",
    "\tfor <desk@clinic.example>; Mon, 02 Mar 2026 08:15:00 +0000 (UTC)",
    "MIME-Version: 1.0",
    `From: ${from}`,
    "Date: Mon, 2 Mar 2026 11:14:58 +0300",
    ...(messageId === undefined ? [] : [`Message-ID: ${messageId}`]),
    `Subject: ${subject}`,
    `To: ${to}`,
    'Content-Type: multipart/alternative; boundary="0001"',
    ...headers,
    "",
  ].join("\n");
}

function bare(address: string): string {
  return /<(.*)>/.exec(address)?.[1] ?? address;
}

function part(disposition: string, value: string | Uint8Array): Buffer {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(value), Buffer.from("\r\n")]);
}

/** A pair of keys as SendGrid makes one for a signed webhook. */
export type Signer = {
  /** In base64, as their settings page shows it. */
  readonly publicKey: string;
  /** Headers that sign a body at an instant in epoch milliseconds. */
  readonly headersFor: (body: Uint8Array, at: number) => Readonly<Record<string, string>>;
};

/** A new pair of keys. */
export function signer(namedCurve = "prime256v1"): Signer {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve });
  return {
    publicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    headersFor: (body, at) => {
      const timestamp = String(Math.floor(at / 1_000));
      const signature = sign("sha256", Buffer.concat([Buffer.from(timestamp), body]), privateKey);
      return {
        "x-twilio-email-event-webhook-signature": signature.toString("base64"),
        "x-twilio-email-event-webhook-timestamp": timestamp,
      };
    },
  };
}

/** One event as the event webhook posts it. */
export function eventOf(event: string, reference: string, more: object = {}): object {
  return {
    email: "amina@example.org",
    timestamp: 1_772_439_300,
    "smtp-id": `<${reference}@clinic.example>`,
    event,
    sg_event_id: "ZGVsaXZlcmVkLTAtMDAwMDAwMDE",
    sg_message_id: "AAAAAAAAAAAAAAAAAAAAAA.recvd-canary-0001-1-00000000-1.0",
    casewright_attempt: reference,
    ...more,
  };
}
