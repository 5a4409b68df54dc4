import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Facts } from "../../../engine/definition/conditions/evaluate.js";
import { parseDefinition } from "../../../engine/definition/parse.js";
import type { Outcome } from "../../../engine/definition/rule-set.js";
import type { DefinitionKind, DefinitionOf } from "../../../engine/definition/schemas.js";
import {
  compileRuleSet,
  decideRuleSet,
  explainDecision,
  lintRuleSet,
  runRuleTests,
} from "../../index.js";

type Golden = {
  readonly description: string;
  readonly cases: readonly {
    readonly title: string;
    readonly given: Facts;
    readonly rule: string;
    readonly outcome: Outcome;
    readonly why: readonly string[];
  }[];
};

const definitions = "../../../workflows/definitions";
const ruleSet = load("ruleset", "ruleset.yaml");
const workflow = load("workflow", `${definitions}/ticket/workflow.yaml`);
const organisation = load("organisation", `${definitions}/organisation.yaml`);
const compiled = compileRuleSet(ruleSet);
const golden = JSON.parse(read("cases/decisions.json")) as Golden;

test("the shipped ticket routing has nothing to mend", () => {
  expect(lintRuleSet(ruleSet, workflow, organisation)).toEqual([]);
});

test("a danger sign counts in every later message too, by the same words", () => {
  const { "red-flags-en": english = [], "red-flags-sw": swahili = [] } = ruleSet.lists ?? {};
  const { when } = workflow.transitions["danger_sign"] ?? {};
  expect(when).toEqual({
    fact: "message.text",
    operator: "textContainsAny",
    value: [...english, ...swahili],
  });
});

test.each(ruleSet.tests ?? [])("$name", async ({ given, expect: wanted }) => {
  const decision = await decideRuleSet(compiled, given as Facts);
  expect(decision.rule).toBe(wanted.rule);
  if (wanted.outcome) expect(decision.outcome).toEqual(wanted.outcome);
});

describe.each(ruleSet.rules)("rule $id", (rule) => {
  test("is needed: without it a test fails", () => {
    const without = ruleSet.rules.filter(({ id }) => id !== rule.id);
    expect(runRuleTests({ ...ruleSet, rules: without })).not.toEqual([]);
  });

  test("does not answer for everybody: when it always matches a test fails", () => {
    const when = { not: { fact: "data.nobody", operator: "isPresent" as const } };
    const wide = ruleSet.rules.map((each) => (each.id === rule.id ? { ...rule, when } : each));
    expect(runRuleTests({ ...ruleSet, rules: wide })).not.toEqual([]);
  });
});

test.each(["red-flags-en", "red-flags-sw"])(
  "every entry of %s reaches the medical team",
  (list) => {
    const missed = (ruleSet.lists?.[list] ?? []).filter((words) => {
      const given = {
        case: { priority: "Low" },
        data: { description: `Habari, ${words}! Asante` },
      };
      const wanted = { name: words, given, expect: { rule: "red-flag" } };
      return runRuleTests({ ...ruleSet, tests: [wanted] }).length > 0;
    });
    expect(missed).toEqual([]);
  },
);

test.each(Object.entries(ruleSet.lists ?? {}))("%s holds every entry once", (_name, words) => {
  const folded = words.map((word) => word.toLowerCase());
  expect(new Set(folded).size).toBe(words.length);
});

test.each(golden.cases)("golden: $title", async ({ given, rule, outcome, why }) => {
  const decision = await decideRuleSet(compiled, given);
  expect({ rule: decision.rule, outcome: decision.outcome }).toEqual({ rule, outcome });
  expect(explainDecision(decision, ruleSet)).toEqual(why);
});

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

function load<Kind extends DefinitionKind>(kind: Kind, path: string): DefinitionOf[Kind] {
  const checked = parseDefinition(kind, parse(read(path)));
  if (!checked.ok) throw new Error(JSON.stringify(checked.findings));
  return checked.value;
}
