import type { Condition } from "../../engine/definition/conditions/condition.js";
import type { Finding } from "../../engine/definition/finding.js";
import { settled } from "../../engine/definition/lint/codes.js";
import { lintCondition } from "../../engine/definition/lint/condition.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import { isListReference } from "../expand.js";
import type { Vocabulary } from "./vocabulary.js";

/**
 * What is wrong with one condition as it is written, apart from what it refers to: empty groups, facts, operators, types
 * (R001, R002, R003, R019). References are the job of `expandCondition`.
 */
export function lintWritten(
  condition: Condition,
  path: string,
  { lists = {} }: RuleSet,
  { facts, brought }: Vocabulary,
): readonly Finding[] {
  const drafts = lintCondition(withListsWrittenOut(condition, lists), facts, path, brought);
  return settled(drafts.filter(({ code }) => code !== "R008"));
}

/** The same tree with every known list in place of its name, so that paths stay. */
function withListsWrittenOut(
  condition: Condition,
  lists: NonNullable<RuleSet["lists"]>,
): Condition {
  const inner = (part: Condition) => withListsWrittenOut(part, lists);
  if ("all" in condition) return { all: condition.all.map(inner) };
  if ("any" in condition) return { any: condition.any.map(inner) };
  if ("not" in condition) return { not: inner(condition.not) };
  if ("condition" in condition || !isListReference(condition.value)) return condition;
  const { list } = condition.value;
  const words = Object.hasOwn(lists, list) ? lists[list] : undefined;
  return words ? { ...condition, value: words } : condition;
}
