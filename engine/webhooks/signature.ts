import { createHmac } from "node:crypto";

/** What is signed: the id of the call, when it was made (whole seconds since 1970), and the body as it is sent. */
export type Signed = { readonly id: string; readonly timestamp: number; readonly body: string };

/** Begins every secret, so that people and scanners know what it is. */
const PREFIX = "whsec_";

/**
 * The headers that let the other side trust and recognise a call: Standard Webhooks 1.0, HMAC-SHA256 over
 * `id.timestamp.body`, one signature for each secret. `Idempotency-Key` repeats the id for servers that go by it.
 * @param secrets `whsec_` and a key in base64; more than one while the other side changes from one to the next
 */
export function signedHeaders(secrets: readonly string[], { id, timestamp, body }: Signed) {
  const seconds = String(timestamp);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": signatures.join(" "),
    "idempotency-key": id,
  } as const;
}
