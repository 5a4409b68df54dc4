import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../engine/definition/conditions/condition.js";
import { compileRuleSet } from "./compile.js";
import { decideRuleSet } from "./decide.js";
import { evaluateRuleSet } from "./evaluate.js";
import { randomFacts, randomRuleSet, ruleOf, ruleSetOf } from "./testing/random-rules.js";
import { RulesRefused } from "./refused.js";

const queue = (value: string): Condition => ({ fact: "case.queue", operator: "equal", value });
const old: Condition = { fact: "data.age", operator: "atLeast", value: 70 };

const rules = [
  ruleOf("a", { all: [queue("a"), old] }),
  ruleOf("b", { all: [old, { all: [queue("b")] }] }),
  ruleOf("either", { any: [queue("a"), queue("b")] }),
  ruleOf("not-a", { not: queue("a") }),
  ruleOf("both", { fact: "case.queue", operator: "in", value: ["a", "b"] }),
];
const compiled = compileRuleSet(ruleSetOf({ hit: "all", rules }));

test.each([
  ["a", ["a", "either", "not-a", "both"]],
  ["b", ["b", "either", "not-a", "both"]],
  ["c", ["either", "not-a"]],
  [undefined, ["either", "not-a"]],
  [["a"], ["either", "not-a"]],
])("with the queue %j, the rules %j can match", (seen, wanted) => {
  const facts = { case: seen === undefined ? {} : { queue: seen } };
  const found = compiled.candidates(facts).map((place) => rules[place]?.id);
  expect(found).toEqual(wanted);
});

test("no rule that matches is ever ruled out", () => {
  fc.assert(
    fc.property(randomRuleSet, randomFacts, (made, facts) => {
      const ruleSet = { ...made, hit: "all" as const };
      const candidates = candidatesOf(ruleSet)?.(facts);
      if (!candidates) return;
      const places = new Set(candidates.map((place) => ruleSet.rules[place]?.id));
      for (const id of evaluateRuleSet(ruleSet, facts).matched ?? []) expect(places).toContain(id);
    }),
    { numRuns: 1_000 },
  );
});

test("a rule that is ruled out is still in the trace, with the value that was not there", async () => {
  const decision = await decideRuleSet(compiled, { case: { queue: "c" } });
  expect(decision.trace.map(({ rule }) => rule)).toEqual(["a", "b", "either", "not-a", "both"]);
  expect(decision.trace[0]?.when).toMatchObject({
    all: [{ seen: "c", wanted: "a", result: false }, {}],
  });
});

test("json-rules-engine is asked about the candidates alone", async () => {
  const poisoned = compiled.rules.map((rule) => ({
    ...rule,
    engineRule: {
      ...rule.engineRule,
      conditions: { all: [{ fact: "facts", operator: "unknown", value: 1 }] },
    },
  }));
  const decision = await decideRuleSet({ ...compiled, rules: poisoned }, { case: { queue: "c" } });
  expect(decision.failedRules).toEqual(["either", "not-a"]);
});

function candidatesOf(ruleSet: Parameters<typeof compileRuleSet>[0]) {
  try {
    return compileRuleSet(ruleSet).candidates;
  } catch (error) {
    expect(error).toBeInstanceOf(RulesRefused);
    return undefined;
  }
}
