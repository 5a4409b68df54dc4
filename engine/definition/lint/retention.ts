import { pointer } from "../finding.js";
import { keptUntil, readKeep } from "../retention.js";
import { draft, type Draft } from "./codes.js";
import type { Subject } from "./names.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_YEARS = 100;

/** W060: how long cases are kept lies outside a day to a hundred years. */
export function lintRetention({ workflow }: Subject): readonly Draft[] {
  const { retention } = workflow;
  const keep = retention && readKeep(retention.keep);
  if (!keep) return [];
  const until = keptUntil(0, keep);
  const tooLong = until > keptUntil(0, { years: LONGEST_YEARS, months: 0, days: 0 });
  if (until >= DAY_MS && !tooLong) return [];
  return [
    draft(
      "W060",
      pointer("retention", "keep"),
      `Cases cannot be kept for \`${retention.keep}\`.`,
      "Keep them for a day at least and a hundred years at most, such as P6Y.",
    ),
  ];
}
