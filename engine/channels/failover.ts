/** One try at sending a message: over which endpoint, and the status of how it ended; null while nobody knows. */
export type Tried = {
  readonly endpoint: string;
  readonly outcome: string | null;
};

/** Tries of one endpoint in a row that came to nothing before the other one gets the message. */
export const TRIES_BEFORE_FAILOVER = 2;

/**
 * The endpoint that gets a message after its last try, or undefined when it stays where it is. Only what certainly was not
 * handed over may go another way, or a person would get it twice: never `unknown`. Whoever said STOP is not asked by another.
 * An endpoint that refused this message for good does not get it again.
 * @param tried oldest first; the last one has just ended
 * @param fallback the other endpoint of the last one, if it has one
 */
export function failoverTo(
  tried: readonly Tried[],
  fallback: string | undefined,
): string | undefined {
  const last = tried.at(-1);
  if (last === undefined || fallback === undefined) return undefined;
  const refused = tried.some((one) => one.endpoint === fallback && isDefinite(one));
  if (refused) return undefined;
  return isDefinite(last) || idleTries(tried, last.endpoint) >= TRIES_BEFORE_FAILOVER
    ? fallback
    : undefined;
}

/** The tries of a message that have ended; an attempt without an endpoint went over the one that has the message. */
export function triedBefore(message: {
  readonly endpoint: string;
  readonly attempts: readonly { readonly endpoint?: string; readonly outcome: string | null }[];
}): readonly Tried[] {
  return message.attempts.map(({ endpoint = message.endpoint, outcome }) => ({
    endpoint,
    outcome,
  }));
}

function isDefinite({ outcome }: Tried): boolean {
  return outcome === "rejected" || outcome === "misconfigured";
}

/** Tries at the end of the line, all over one endpoint, in which nothing was handed over. */
function idleTries(tried: readonly Tried[], endpoint: string): number {
  const first = tried.findLastIndex(
    (one) =>
      one.endpoint !== endpoint || (one.outcome !== "unreachable" && one.outcome !== "throttled"),
  );
  return tried.length - first - 1;
}
