import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { RawRequest } from "../../engine/channels/contract.js";

/** Older or newer than this is a replay, or a clock that is wrong. */
const WINDOW_MS = 300_000;

/**
 * Whether SendGrid signed a request: ECDSA P-256 with SHA-256 over the timestamp and the raw body. The same for the
 * event webhook and for a security policy of Inbound Parse:
 * https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features
 * @param publicKey SubjectPublicKeyInfo in base64, as SendGrid shows it
 * @param now epoch milliseconds
 */
export function isSigned({ headers, body }: RawRequest, publicKey: string, now: number): boolean {
  const signature = headers["x-twilio-email-event-webhook-signature"] ?? "";
  const timestamp = headers["x-twilio-email-event-webhook-timestamp"] ?? "";
  if (!/^[0-9]{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp) * 1_000) > WINDOW_MS) return false;
  const key = keyOf(publicKey);
  if (key === undefined) return false;
  const signed = Buffer.concat([Buffer.from(timestamp, "ascii"), body]);
  return verify("sha256", signed, key, Buffer.from(signature, "base64"));
}

/** A key of another kind would verify by another algorithm, so only P-256 counts. */
function keyOf(publicKey: string): KeyObject | undefined {
  try {
    const der = Buffer.from(publicKey, "base64");
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    return key.asymmetricKeyDetails?.namedCurve === "prime256v1" ? key : undefined;
  } catch {
    return undefined;
  }
}
