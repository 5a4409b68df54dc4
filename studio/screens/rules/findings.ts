import type { Finding } from "../../../engine/definition/finding.js";
import type { RuleSet } from "../../../engine/definition/rule-set.js";

/** The parts of the editor. */
export type RulesPart = "rules" | "words" | "trial" | "tests" | "text";

/** Where a finding is shown: a part of the editor, and there a rule by id (`*` is the answer for everything else). */
export type FindingPlace = { readonly part: RulesPart; readonly rule?: string };

/** The place of a finding by its path. */
export function placeOfFinding({ path }: Finding, { rules }: RuleSet): FindingPlace {
  const [, member, key = ""] = path.split("/");
  const rule = rules[Number(key)]?.id;
  if (member === "rules" && rule !== undefined) return { part: "rules", rule };
  if (member === "otherwise") return { part: "rules", rule: OTHERWISE };
  if (member === "conditions") return { part: "rules" };
  if (member === "lists") return { part: "words" };
  return { part: member === "tests" ? "tests" : "text" };
}

/** How the answer for everything else is called where rules are named by id. */
export const OTHERWISE = "*";
