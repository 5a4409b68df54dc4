/**
 * Tries of one message before staff has to look. With waits that double from five seconds to six hours these are spread over
 * 23 hours, so that a provider may be away for a day; above 26 hours a message is too old to be sent.
 */
export const MAX_ATTEMPTS = 16;

/** Tries of one call before the case goes on without an answer: with those waits this is about three hours. */
export const MAX_CALLS = 12;

/** Wait after a try, from 1: 5 s, doubling, at most six hours. */
export function backoffMs(attempt: number): number {
  return Math.min(5_000 * 2 ** (attempt - 1), 6 * 3_600_000);
}
