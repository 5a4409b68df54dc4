/** Headers of a mail by lower-case name; of a repeated one the first counts. */
export type MailHeaders = ReadonlyMap<string, string>;

/** Far above what mail servers add on the way. */
const MAX_CHARACTERS = 256 * 1024;

/** Reads a block of raw headers (RFC 5322 2.2), folded lines joined. What is no header is left out. */
export function readHeaders(raw: string): MailHeaders {
  const headers = new Map<string, string>();
  const lines = raw.slice(0, MAX_CHARACTERS).replaceAll(/\r?\n[ \t]+/g, " ");
  for (const line of lines.split(/\r?\n/)) {
    const [, name, value] = /^([\x21-\x39\x3b-\x7e]{1,80}):(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const key = name.toLowerCase();
    if (!headers.has(key)) headers.set(key, value.trim());
  }
  return headers;
}

/** What is known of who sent a mail. */
export type MailSender = {
  /** As the From header has it, lower case. */
  readonly from: string;
  /** As the mail servers passed it; empty for a bounce (RFC 5321 4.5.5), undefined when it was not told. */
  readonly envelopeFrom: string | undefined;
  /** Our own address: a mail from it came round in a circle. */
  readonly own: string;
};

/**
 * Whether a machine wrote a mail: RFC 3834 section 5, and the older marks that programs still use. An answer to such a mail
 * may be answered by a machine again, without end.
 */
export function isAutomatic(headers: MailHeaders, sender: MailSender): boolean {
  const has = (name: string) => headers.has(name);
  const value = (name: string) => (headers.get(name) ?? "").toLowerCase();
  return (
    sender.envelopeFrom === "" ||
    sender.from === sender.own ||
    /^(mailer-daemon|postmaster)@/.test(sender.from) ||
    !/^(no\b|$)/.test(value("auto-submitted")) ||
    /^(bulk|junk|list|auto[_-]?reply)\b/.test(value("precedence")) ||
    ["x-autoreply", "x-autorespond", "x-auto-reply", "list-id", "x-failed-recipients"].some(has) ||
    value("content-type").startsWith("multipart/report")
  );
}
