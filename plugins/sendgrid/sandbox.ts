import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { FileIn } from "../../engine/channels/contract.js";
import { isSameSecret } from "../../engine/channels/secret.js";
import type { Callback } from "../callback.js";
import { addressIn } from "../mail-address.js";
import { REFERENCE } from "./mail.js";

/** A request to the sandbox, with the path below where it is mounted: `/v3/mail/send`. */
export type MailRequest = {
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** One mail in a simulated mailbox. */
export type SandboxMail = {
  readonly id: string;
  /** Bare addresses in lower case. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
};

/** What the sandbox needs from where it is mounted. */
export type MailWorld = {
  /** The key that the endpoint's settings hold. */
  readonly apiKey: string;
  /** Keeps a mail; one with a known id changes nothing. */
  record(mail: SandboxMail): Promise<void>;
  now(): Date;
};

/** HTTP status, and what to post to the webhook afterwards. 202 has an empty body, as theirs has. */
export type MailAnswer = {
  readonly status: 202 | 400 | 401 | 404;
  readonly callbacks: readonly Callback[];
};

const address = Type.Object({ email: Type.String({ maxLength: 320 }) });

/** What we send of https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send */
const mailSchema = Type.Object({
  personalizations: Type.Tuple([Type.Object({ to: Type.Tuple([address]) })]),
  from: address,
  subject: Type.String({ minLength: 1, maxLength: 998 }),
  content: Type.Tuple([Type.Object({ type: Type.Literal("text/plain"), value: Type.String() })]),
  custom_args: Type.Object({ [REFERENCE]: Type.String({ minLength: 1, maxLength: 100 }) }),
});

/** SendGrid's mail API, as far as we call it, with simulated mailboxes behind it. Our sending code does not know the difference. */
export async function answerAsSendgrid(
  { path, headers, body }: MailRequest,
  world: MailWorld,
): Promise<MailAnswer> {
  if (path !== "/v3/mail/send") return refused(404);
  if (!isSameSecret(headers["authorization"] ?? "", `Bearer ${world.apiKey}`)) return refused(401);
  const mail = mailIn(body, world.now());
  if (mail === undefined) return refused(400);
  await world.record(mail);
  return { status: 202, callbacks: [eventsOf(mail)] };
}

/** A mail from a simulated mailbox, with files, as Inbound Parse posts it. */
export function inboundMail(
  { id, from, to, subject, text, at }: SandboxMail,
  files: readonly FileIn[] = [],
): Callback {
  const boundary = `mailbox-${id.replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 50)}`;
  const headers = [
    `From: ${from}`,
    `To: ${to}`,
    `Message-ID: <${id}@sandbox.invalid>`,
    `Date: ${new Date(at).toUTCString()}`,
  ];
  const fields = {
    headers: `${headers.join("\n")}\n`,
    to,
    from,
    subject,
    text,
    envelope: JSON.stringify({ to: [to], from }),
    attachments: String(files.length),
    charsets: JSON.stringify({ to: "UTF-8", from: "UTF-8", subject: "UTF-8", text: "utf-8" }),
  };
  const part = (disposition: string, value: string | Uint8Array) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from("\r\n"),
  ];
  const parts = [
    ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
    ...files.map(({ name, bytes }, place) =>
      part(`name="attachment${String(place + 1)}"; filename="${quoted(name)}"`, bytes),
    ),
  ];
  return {
    subpath: "",
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...parts.flat(), Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** A file's name inside quotes, as browsers write it. */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll(/[\r\n]/g, " ");
}

function mailIn(body: Uint8Array, now: Date): SandboxMail | undefined {
  const mail = parsed(body);
  if (mail === undefined) return undefined;
  const [to, from] = [mail.personalizations[0].to[0], mail.from].map(({ email }) =>
    addressIn(email),
  );
  if (to === undefined || from === undefined) return undefined;
  const id = mail.custom_args[REFERENCE];
  return {
    id,
    from,
    to,
    subject: mail.subject,
    text: mail.content[0].value,
    at: now.toISOString(),
  };
}

function parsed(body: Uint8Array): Static<typeof mailSchema> | undefined {
  try {
    const mail: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return Value.Check(mailSchema, mail) ? mail : undefined;
  } catch {
    return undefined;
  }
}

/** A simulated mailbox has a mail at once; both events come in one batch, as theirs often do. */
function eventsOf({ id, to, at }: SandboxMail): Callback {
  const events = ["processed", "delivered"].map((event) => ({
    email: to,
    timestamp: Math.floor(Date.parse(at) / 1_000),
    event,
    sg_event_id: `${id}-${event}`,
    sg_message_id: `${id}.recvd-sandbox`,
    [REFERENCE]: id,
  }));
  return { subpath: "receipts", contentType: "application/json", body: JSON.stringify(events) };
}

function refused(status: 400 | 401 | 404): MailAnswer {
  return { status, callbacks: [] };
}
