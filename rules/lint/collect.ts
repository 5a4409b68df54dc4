import { pointer, type Finding } from "../../engine/definition/finding.js";
import { finding } from "../../engine/definition/lint/codes.js";
import { rulesOf } from "../../engine/definition/rules-of.js";
import type { Outcome, RuleSet } from "../../engine/definition/rule-set.js";
import { suggestion } from "../../engine/definition/wording.js";

/** `collect` where nothing is collected, for a key that no rule answers, or over values that it cannot put together (R016). */
export function lintCollect(ruleSet: RuleSet): Finding[] {
  const { hit, collect } = ruleSet;
  if (!collect) return [];
  if (hit !== "collect")
    return [
      finding(
        "R016",
        pointer("collect"),
        `With \`hit: ${hit}\` nothing is collected.`,
        "Write `hit: collect`, or remove this.",
      ),
    ];
  const keys = new Set(rulesOf(ruleSet).flatMap(({ then }) => Object.keys(then)));
  return Object.entries(collect).flatMap(([key, how]) => {
    if (!keys.has(key)) return [unknownKey(key, keys)];
    return how === "list" ? [] : lintNumbers(ruleSet, key);
  });
}

function unknownKey(key: string, keys: ReadonlySet<string>): Finding {
  const message = `No rule answers ${key}, so there is nothing to put together.`;
  return finding("R016", pointer("collect", key), message, suggestion(key, keys));
}

/** A number comes of it, so what stands in for it is a number, and, unless they are only counted, so are the values. */
function lintNumbers(ruleSet: RuleSet, key: string): Finding[] {
  const { otherwise, collect } = ruleSet;
  const counted = collect?.[key] === "count";
  const answers = rulesOf(ruleSet).map(({ then }, place) => ({
    then,
    path: pointer("rules", place, "then"),
  }));
  return [...(counted ? [] : answers), { then: otherwise, path: pointer("otherwise") }]
    .filter(({ then }) => !isNumberOrNone(then, key))
    .map(({ path }) =>
      finding(
        "R016",
        `${path}${pointer(key)}`,
        `${key} is put together as a number, and this is none.`,
        "Write a number here.",
      ),
    );
}

function isNumberOrNone(outcome: Outcome, key: string): boolean {
  return !Object.hasOwn(outcome, key) || typeof outcome[key] === "number";
}
