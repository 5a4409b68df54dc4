import type { ConfigFinding } from "./finding.js";
import { variableNames } from "./variables.js";

/** A name that starts like this is meant for us, so an unknown one is a slip. */
const OUR_PREFIXES = [
  "AFRICASTALKING_",
  "AFRICAS_TALKING_",
  "CASEWRIGHT_",
  "TWILIO_",
  "SMTP_",
  "SENDGRID_",
  "SLACK_",
  "MEDICAL_",
];

/** Beyond this a name is another program's, not a slip of ours. */
const MOST_SLIPS = 2;

/** Short names resemble too much: PORT and SORT differ by one letter. */
const SHORTEST_COMPARED = 8;

/**
 * Names that were meant for Casewright but are misspelt. In `.env`, which is ours alone, every unknown name counts;
 * in the environment only those with one of our prefixes or within two letters of a known name.
 */
export function unknownNames(
  environment: Iterable<string>,
  dotenv: Iterable<string>,
): ConfigFinding[] {
  const fromFile = [...dotenv].filter((name) => !isKnown(name));
  const fromEnvironment = [...environment].filter((name) => !isKnown(name) && meantForUs(name));
  return [...new Set([...fromFile, ...fromEnvironment])].map(unknownName);
}

function isKnown(name: string): boolean {
  return (variableNames as readonly string[]).includes(name) || isOutsideSetting(name);
}

/** A setting of a channel or plugin outside the tree, such as CHANNEL_SMS_GATE_PASSWORD; that tells whether it knows it. */
export function isOutsideSetting(name: string): boolean {
  return /^(CHANNEL|PLUGIN)_[A-Z0-9]+(_[A-Z0-9]+)+$/.test(name);
}

function meantForUs(name: string): boolean {
  return (
    OUR_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    (name.length >= SHORTEST_COMPARED && nearest(name).slips <= MOST_SLIPS)
  );
}

function unknownName(name: string): ConfigFinding {
  const { known, slips } = nearest(name);
  const meant = slips <= name.length / 3 ? `perhaps ${known} is meant` : "see .env.example";
  return { variable: name, problem: "is not a variable of Casewright", fix: meant };
}

function nearest(name: string): { known: string; slips: number } {
  return variableNames
    .map((known) => ({ known, slips: editDistance(name, known) }))
    .reduce((best, next) => (next.slips < best.slips ? next : best));
}

/** Levenshtein's distance: the fewest letters to insert, drop or change. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...left].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...right].entries())
      next.push(
        Math.min(
          (row[j] ?? 0) + (letter === other ? 0 : 1),
          (row[j + 1] ?? 0) + 1,
          (next[j] ?? 0) + 1,
        ),
      );
    row = next;
  }
  return row[right.length] ?? 0;
}
