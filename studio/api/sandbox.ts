import { queryOptions } from "@tanstack/react-query";
import type { SandboxAddress } from "../../engine/protocol/sandbox-address.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** An SMS as it stands on a simulated phone. */
export type PhoneMessage = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly at: string;
};

/** Simulated phones and mailboxes have no live connection; the open one asks again this often. */
const POLL_MS = 1_500;

/** The phones or mailboxes that have written or got something, and where the clinic can be written to. */
export type Correspondents = {
  readonly items: readonly string[];
  readonly addresses: readonly SandboxAddress[];
};

/** The simulated phones. */
export const phonesQuery = queryOptions({
  queryKey: keys.phones,
  queryFn: ({ signal }) => call<Correspondents>("/api/sandbox/phones", { signal }),
});

/** What one phone has sent and got, oldest first. */
export const phoneQuery = (number: string) =>
  queryOptions({
    queryKey: keys.phone(number),
    queryFn: async ({ signal }) =>
      (await call<{ items: readonly PhoneMessage[] }>(messagesOf(number), { signal })).items,
    refetchInterval: POLL_MS,
  });

/** What a person writes, and to which number of the clinic if not to the usual one. */
export type NewSms = Pick<PhoneMessage, "text"> & Partial<Pick<PhoneMessage, "to">>;

/** Writes an SMS to the clinic from a simulated phone. @throws Problem */
export function writeSms(number: string, sms: NewSms): Promise<unknown> {
  return call(messagesOf(number), { method: "POST", body: sms, idempotencyKey: newKey() });
}

function messagesOf(number: string): string {
  return `/api/sandbox/phones/${encodeURIComponent(number)}/messages`;
}

/** A mail as it stands in a simulated mailbox. */
export type Mail = PhoneMessage & { readonly subject: string };

/** What a person writes in a mail, and the files that go along. */
export type NewMail = Pick<Mail, "subject" | "text"> &
  Partial<Pick<Mail, "to">> & { readonly files: readonly File[] };

/** The simulated mailboxes. */
export const mailboxesQuery = queryOptions({
  queryKey: keys.mailboxes,
  queryFn: ({ signal }) => call<Correspondents>("/api/sandbox/mailboxes", { signal }),
});

/** What one mailbox has sent and got, oldest first. */
export const mailboxQuery = (address: string) =>
  queryOptions({
    queryKey: keys.mailbox(address),
    queryFn: async ({ signal }) =>
      (await call<{ items: readonly Mail[] }>(mailsOf(address), { signal })).items,
    refetchInterval: POLL_MS,
  });

/** Writes a mail to the clinic from a simulated mailbox. @throws Problem */
export async function writeMail(address: string, mail: NewMail): Promise<unknown> {
  const files = await Promise.all(mail.files.map(inBase64));
  const body = { ...mail, files };
  return call(mailsOf(address), { method: "POST", body, idempotencyKey: newKey() });
}

async function inBase64(file: File): Promise<{ readonly name: string; readonly content: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return { name: file.name, content: btoa(text) };
}

function mailsOf(address: string): string {
  return `/api/sandbox/mailboxes/${encodeURIComponent(address)}/mails`;
}
