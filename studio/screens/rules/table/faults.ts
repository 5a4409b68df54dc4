import type { Finding } from "../../../../engine/definition/finding.js";

/** What is wrong with cells of one row: the columns as paths name them, `if/0`, or the empty text for the row as a whole. */
export type RowFaults = ReadonlyMap<string, string>;

/** What the check finds in a table, by row. */
export function faultsByRow(findings: readonly Finding[]): ReadonlyMap<number, RowFaults> {
  const rows = new Map<number, Map<string, string>>();
  for (const { path, message } of findings) {
    const [, member, list, row = "", side, place] = path.split("/");
    if (member !== "table" || list !== "rows") continue;
    const faults = rows.get(Number(row)) ?? new Map<string, string>();
    const at = side === undefined || place === undefined ? "" : `${side}/${place}`;
    faults.set(at, [faults.get(at), message].filter(Boolean).join(" "));
    rows.set(Number(row), faults);
  }
  return rows;
}
