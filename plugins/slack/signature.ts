import { createHmac } from "node:crypto";
import type { RawRequest } from "../../engine/channels/contract.js";
import { isSameSecret } from "../../engine/channels/secret.js";

/** Older or newer than this is a replay, or a clock that is wrong; the time that Slack advises. */
const WINDOW_MS = 300_000;

/**
 * Whether Slack signed a request: HMAC-SHA-256 by the app's signing secret over version, time and raw body, compared in a time
 * that tells nothing. https://docs.slack.dev/authentication/verifying-requests-from-slack
 * @param now epoch milliseconds
 */
export function isSigned({ headers, body }: RawRequest, secret: string, now: number): boolean {
  const time = headers["x-slack-request-timestamp"] ?? "";
  if (!/^[0-9]{1,12}$/.test(time)) return false;
  if (Math.abs(now - Number(time) * 1_000) > WINDOW_MS) return false;
  return isSameSecret(headers["x-slack-signature"] ?? "", sign(time, body, secret));
}

/** What Slack signs a body with. @param time epoch seconds, as they stand in the header */
export function sign(time: string, body: Uint8Array, secret: string): string {
  const digest = createHmac("sha256", secret).update(`v0:${time}:`).update(body).digest("hex");
  return `v0=${digest}`;
}
