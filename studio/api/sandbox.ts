import { queryOptions } from "@tanstack/react-query";
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

/** The numbers of the phones that have written or got something. */
export const phonesQuery = queryOptions({
  queryKey: keys.phones,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly string[] }>("/api/sandbox/phones", { signal })).items,
});

/** What one phone has sent and got, oldest first. */
export const phoneQuery = (number: string) =>
  queryOptions({
    queryKey: keys.phone(number),
    queryFn: async ({ signal }) =>
      (await call<{ items: readonly PhoneMessage[] }>(messagesOf(number), { signal })).items,
    refetchInterval: POLL_MS,
  });

/** Writes an SMS to the clinic from a simulated phone. @throws Problem */
export function writeSms(number: string, text: string): Promise<unknown> {
  return call(messagesOf(number), { method: "POST", body: { text }, idempotencyKey: newKey() });
}

function messagesOf(number: string): string {
  return `/api/sandbox/phones/${encodeURIComponent(number)}/messages`;
}

/** A mail as it stands in a simulated mailbox. */
export type Mail = PhoneMessage & { readonly subject: string };

/** What a person writes in a mail, and the files that go along. */
export type NewMail = Pick<Mail, "subject" | "text"> & { readonly files: readonly File[] };

/** The addresses of the mailboxes that have written or got something. */
export const mailboxesQuery = queryOptions({
  queryKey: keys.mailboxes,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly string[] }>("/api/sandbox/mailboxes", { signal })).items,
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
