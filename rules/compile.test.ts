import { expect, test } from "vitest";
import type { Condition } from "../engine/definition/conditions/condition.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import { compileRuleSet } from "./compile.js";
import { RulesRefused } from "./refused.js";
import { ruleOf, ruleSetOf } from "./testing/random-rules.js";

const leaf: Condition = { fact: "case.priority", operator: "isPresent" };

test("every rule gets a priority of its own, in list order, and the one event type", () => {
  const { rules } = compileRuleSet(
    ruleSetOf({ rules: ["a", "b", "c"].map((id) => ruleOf(id, leaf)) }),
  );
  expect(rules.map(({ engineRule }) => [engineRule.name, engineRule.priority])).toEqual([
    ["a", 3],
    ["b", 2],
    ["c", 1],
  ]);
  expect(rules.map(({ engineRule }) => engineRule.event)).toEqual(
    [0, 1, 2].map((index) => ({ type: "matched", params: { index } })),
  );
});

test("the hash depends on content, not on the order of members", () => {
  const { kind, ...rest } = ruleSetOf({ rules: [ruleOf("a", leaf)] });
  const reordered = { ...rest, kind };
  expect(compileRuleSet(reordered).hash).toBe(compileRuleSet({ kind, ...rest }).hash);
  expect(compileRuleSet({ ...reordered, name: "Other" }).hash).not.toBe(
    compileRuleSet(reordered).hash,
  );
});

const REFUSED: readonly [title: string, parts: Partial<RuleSet>, code: string, path: string][] = [
  [
    "a shared condition that refers to itself through another",
    {
      conditions: {
        one: { not: { condition: "two" } },
        two: { any: [leaf, { condition: "one" }] },
      },
      rules: [ruleOf("a", { condition: "one" })],
    },
    "R008",
    "/conditions/two/any/1",
  ],
  [
    "a missing shared condition",
    { rules: [ruleOf("a", { condition: "gone" })] },
    "R008",
    "/rules/0/when",
  ],
  [
    "a missing list",
    { rules: [ruleOf("a", { fact: "x", operator: "in", value: { list: "gone" } })] },
    "R008",
    "/rules/0/when/value",
  ],
  [
    "a name that every object inherits",
    { conditions: {}, rules: [ruleOf("a", { condition: "constructor" })] },
    "R008",
    "/rules/0/when",
  ],
  ["more than 8 levels", { rules: [ruleOf("a", nested(9))] }, "R013", "/rules/0/when"],
  [
    "more than 200 nodes",
    { rules: [ruleOf("a", { all: [wide(99), wide(99), leaf] })] },
    "R013",
    "/rules/0/when",
  ],
  [
    "shared conditions that unfold to millions of nodes",
    {
      conditions: Object.fromEntries(
        Array.from({ length: 6 }, (_, n) => [
          `c${String(n)}`,
          n === 0 ? wide(90) : repeated(n - 1),
        ]),
      ),
      rules: [ruleOf("a", { condition: "c5" })],
    },
    "R013",
    "/rules/0/when",
  ],
  [
    "more than 1,000 rules",
    { rules: Array.from({ length: 1001 }, (_, n) => ruleOf(`r${String(n)}`, leaf)) },
    "R013",
    "/rules",
  ],
  [
    "more words than can be looked for in time",
    {
      lists: { words: Array.from({ length: 500 }, (_, n) => `w${String(n)}`) },
      rules: Array.from({ length: 21 }, (_, n) =>
        ruleOf(`r${String(n)}`, {
          fact: "x",
          operator: "textContainsAny",
          value: { list: "words" },
        }),
      ),
    },
    "R013",
    "/rules",
  ],
];

test.each(REFUSED)("%s is refused with a code and a path", (_title, parts, code, path) => {
  const refusal = refusalOf(ruleSetOf(parts));
  expect(refusal.code).toBe("rule_set_broken");
  expect(refusal.findings).toContainEqual(expect.objectContaining({ code, path }));
});

test("8 levels and 200 nodes are allowed", () => {
  compileRuleSet(
    ruleSetOf({ rules: [ruleOf("a", nested(8)), ruleOf("b", { all: [wide(99), wide(98)] })] }),
  );
});

test("a condition nested ten thousand deep is refused without overflowing", () => {
  expect(refusalOf(ruleSetOf({ rules: [ruleOf("a", nested(10_000))] })).findings[0]?.code).toBe(
    "R013",
  );
});

function refusalOf(ruleSet: RuleSet): RulesRefused {
  try {
    compileRuleSet(ruleSet);
  } catch (error) {
    if (error instanceof RulesRefused) return error;
    throw error;
  }
  throw new Error("the set was not refused");
}

function nested(levels: number): Condition {
  let condition = leaf;
  for (let level = 1; level < levels; level += 1) condition = { not: condition };
  return condition;
}

function repeated(shared: number): Condition {
  return { all: Array.from({ length: 90 }, () => ({ condition: `c${String(shared)}` })) };
}

function wide(parts: number): Condition {
  return { any: Array.from({ length: parts }, () => leaf) };
}
