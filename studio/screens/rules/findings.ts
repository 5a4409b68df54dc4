import type { Finding } from "../../../engine/definition/finding.js";
import { rowId } from "../../../engine/definition/rules-of.js";
import type { RuleSet } from "../../../engine/definition/rule-set.js";

/** The parts of the editor. */
export type RulesPart = "rules" | "table" | "words" | "trial" | "tests" | "text";

/** Where a finding is shown: a part of the editor, and there a rule, or a row of the table, by id (`*` is the answer for everything else). */
export type FindingPlace = { readonly part: RulesPart; readonly rule?: string };

/** The place of a finding by its path. */
export function placeOfFinding({ path }: Finding, { rules, table }: RuleSet): FindingPlace {
  const [, member, key = "", place = ""] = path.split("/");
  const rule = rules[Number(key)]?.id;
  if (member === "rules" && rule !== undefined) return { part: "rules", rule };
  if (member === "table") {
    const row = key === "rows" ? table?.rows[Number(place)] : undefined;
    return { part: "table", ...(row ? { rule: rowId(row, Number(place)) } : {}) };
  }
  if (member === "otherwise") return { part: "rules", rule: OTHERWISE };
  if (member === "conditions") return { part: "rules" };
  if (member === "lists") return { part: "words" };
  return { part: member === "tests" ? "tests" : "text" };
}

/** How the answer for everything else is called where rules are named by id. */
export const OTHERWISE = "*";
