import { readKeep } from "../../engine/definition/retention.js";
import { count } from "./count.js";

/** A time for which something is kept, in words: `6 years`, `1 year and 6 months`. */
export function keepWords(keep: string): string {
  const { years, months, days } = readKeep(keep) ?? { years: 0, months: 0, days: 0 };
  const parts = [
    ...(years > 0 ? [count(years, "year", "years")] : []),
    ...(months > 0 ? [count(months, "month", "months")] : []),
    ...(days > 0 ? [count(days, "day", "days")] : []),
  ];
  const last = parts.pop() ?? keep;
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
