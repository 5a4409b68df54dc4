import { createHmac } from "node:crypto";

/** What is signed: the id of the call, when it was made (whole seconds since 1970), and the body as it is sent. */
export type Signed = { readonly id: string; readonly timestamp: number; readonly body: string };

/** Begins every secret, so that people and scanners know what it is. */
const PREFIX = "whsec_";

/**
 * The headers that let the other side trust and recognise a call: Standard Webhooks 1.0, HMAC-SHA256 over
 * `id.timestamp.body`. `Idempotency-Key` repeats the id for servers that go by it.
 * @param secret `whsec_` and the key in base64
 */
export function signedHeaders(secret: string, { id, timestamp, body }: Signed) {
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const seconds = String(timestamp);
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signature}`,
    "idempotency-key": id,
  } as const;
}
