/**
 * A calendar laid out in time: when it is open, in UTC, between two instants. Nothing of time zones is left in it, so that
 * a running case reckons with whole numbers alone and a newer time-zone database cannot change what it has answered.
 */
export type OpenHours = {
  /** sha-256 over all other members. */
  readonly hash: string;
  /** First minute known, in minutes since 1970. */
  readonly from: number;
  /** First minute that is not known any more, in minutes since 1970. */
  readonly until: number;
  /** Milliseconds of open time that one day of a target stands for. */
  readonly workdayMs: number;
  /** Lengths in minutes from `from` on: closed, open, closed, open, … */
  readonly spans: readonly number[];
};

/** A stretch of open time, in epoch milliseconds: `[from, to)`. */
export type OpenSpan = { readonly from: number; readonly to: number };

const MINUTE_MS = 60_000;

/** Milliseconds of open time between two instants (epoch milliseconds); 0 when they are the wrong way round. */
export function openBetween(hours: OpenHours, from: number, to: number): number {
  let sum = 0;
  for (const span of openSpans(hours)) {
    if (span.from >= to) break;
    sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  }
  return sum;
}

/**
 * The first instant (epoch milliseconds) at which so much open time has gone by since `start`; null when that lies beyond
 * what is known. The last minute before closing belongs to the day that closes: due at 17:00, not at 8:00 next morning.
 */
export function instantAfter(hours: OpenHours, start: number, openMs: number): number | null {
  if (openMs <= 0) return start;
  let left = openMs;
  for (const span of openSpans(hours)) {
    const from = Math.max(span.from, start);
    if (from >= span.to) continue;
    if (span.to - from >= left) return from + left;
    left -= span.to - from;
  }
  return null;
}

/** The instant (epoch milliseconds) up to which open hours are known. */
export function knownUntil({ until }: OpenHours): number {
  return until * MINUTE_MS;
}

/** The open stretches in their order. */
export function* openSpans({ from, spans }: OpenHours): Generator<OpenSpan, void, undefined> {
  let minute = from;
  for (let i = 0; i + 1 < spans.length; i += 2) {
    const opens = minute + (spans[i] ?? 0);
    minute = opens + (spans[i + 1] ?? 0);
    yield { from: opens * MINUTE_MS, to: minute * MINUTE_MS };
  }
}
