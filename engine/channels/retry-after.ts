/** What a refusal without a readable Retry-After waits, and the bounds for one that has it. */
const RETRY_AFTER = { defaultMs: 30_000, minMs: 1_000, maxMs: 3_600_000 };

/**
 * Milliseconds that a provider asks to wait (RFC 9110 10.2.3): seconds, or an instant, which is read against the answer's
 * own Date and not our clock. Between a second and an hour; half a minute when it cannot be read.
 */
export function waitOf({
  retryAfter = "",
  date = "",
}: {
  readonly retryAfter?: string;
  readonly date?: string;
}): number {
  const wait = /^[0-9]{1,9}$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - Date.parse(date);
  if (!Number.isFinite(wait)) return RETRY_AFTER.defaultMs;
  return Math.min(Math.max(wait, RETRY_AFTER.minMs), RETRY_AFTER.maxMs);
}
