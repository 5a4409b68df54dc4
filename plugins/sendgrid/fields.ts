/** The fields of one mail, decoded. */
export type MailFields = {
  /** A field as text; empty when there is none. */
  readonly text: (name: string) => string;
  /** Who sent it to whom, as mail servers passed it. */
  readonly envelope: () => Envelope;
};

type Envelope = { readonly from: string | undefined; readonly to: readonly string[] };

/**
 * Decodes fields by the `charsets` that SendGrid sends along: the body comes as its sender wrote it. Bytes that do not fit
 * become marks, because a mail that is damaged in one place is still to be read.
 */
export function readFields(fields: ReadonlyMap<string, Uint8Array>): MailFields {
  const raw = (name: string) => fields.get(name) ?? new Uint8Array();
  const charsets = objectIn(decode(raw("charsets"), undefined));
  const text = (name: string) => decode(raw(name), charsets.get(name));
  return { text, envelope: () => envelopeIn(text("envelope")) };
}

/** Addresses of ours that one mail can have been written to; more are nobody's. */
const MAX_RECEIVERS = 20;

function envelopeIn(json: string): Envelope {
  const envelope = objectIn(json);
  const [from, to] = [envelope.get("from"), envelope.get("to")];
  const receivers: readonly unknown[] = Array.isArray(to) ? to : [];
  return {
    from: typeof from === "string" ? from.replaceAll(/[<>\s]/g, "") : undefined,
    to: receivers.filter((one) => typeof one === "string").slice(0, MAX_RECEIVERS),
  };
}

/** Members of a JSON object; none when it is something else. */
function objectIn(json: string): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  } catch {
    return new Map();
  }
}

/** Without a character set that tells something, bytes that are UTF-8 are read as such: nothing else looks like it by chance. */
function decode(bytes: Uint8Array, charset: unknown): string {
  // Every byte is a character of the last.
  const ways = [
    () => decodeAs(bytes, labelOf(charset)),
    () => decodeAs(bytes, "utf-8", { fatal: true }),
    () => decodeAs(bytes, "windows-1252"),
  ];
  for (const way of ways) {
    try {
      return way();
    } catch {
      // The next one takes it.
    }
  }
  return "";
}

/** In two steps, because Node reads windows-1252 in one step as if it were Latin 1 (nodejs/node 56542). */
function decodeAs(bytes: Uint8Array, label: string, options?: { readonly fatal: true }): string {
  const decoder = new TextDecoder(label, options);
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

/** A label that no decoder has, for programs that say nothing, or US-ASCII and then write something else. */
function labelOf(charset: unknown): string {
  return typeof charset === "string" && !/^us-ascii$/i.test(charset) ? charset : "none";
}
