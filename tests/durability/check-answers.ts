import type { Evidence } from "./evidence.js";
import type { Answered } from "./ledger.js";

/** After a part is back, answers may still be refused for this long. */
export const SETTLING_MS = 20_000;
/** A death is noticed a moment after it happened. */
const NOTICED_MS = 1_500;

/** I8: no 500, no hang; 503 and 504 only around a fault and with Retry-After; no lost connection but the API's own. */
export function* wrongAnswers(evidence: Evidence) {
  const { ledger, faults } = evidence;
  for (const line of ledger) {
    if (line.kind !== "answered") continue;
    const { status, at, tookMs, key } = line;
    const during = around(faults, at, at + tookMs);
    if (status === -1) yield `${key} was not answered within ${tookMs} ms`;
    if (status === 0 && !during.some(({ part }) => part === "api"))
      yield `${key} lost its connection while the API was up`;
    if (status < 500) continue;
    const allowed = (status === 503 || status === 504) && line.retryAfter && during.length > 0;
    const when = during.length > 0 ? "around a fault" : "in calm";
    if (!allowed)
      yield `${key} was answered ${status} (${String(line.code)}) ${when}${why(evidence, line)}`;
  }
}

/** Faults that may still be felt between two instants. */
export function around(faults: Evidence["faults"], from: number, to: number): Evidence["faults"] {
  return faults.filter((fault) => to >= fault.from - NOTICED_MS && from <= fault.to + SETTLING_MS);
}

/** What is known of the case that let somebody wait: which of its workflow tasks were late at that time. */
function why({ ledger, workflows }: Evidence, { key, at, tookMs }: Answered): string {
  const asked = ledger.find((line) => line.kind === "asked" && line.key === key);
  const caseId = asked && "caseId" in asked ? asked.caseId : null;
  const late = workflows
    .find(({ id }) => id === caseId)
    ?.lateTasks.filter(({ from, to }) => from <= at + tookMs && to >= at)
    .map(({ from, to, attempt }) => `${iso(from)} to ${iso(to)} at attempt ${String(attempt)}`);
  return late === undefined ? "" : `, from ${iso(at)}; late tasks: ${late.join(", ") || "none"}`;
}

function iso(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}
