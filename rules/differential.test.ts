import fc from "fast-check";
import { expect, test } from "vitest";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import { bulkEvaluator } from "./bulk.js";
import { compileRuleSet, type CompiledRuleSet } from "./compile.js";
import { decideRuleSet } from "./decide.js";
import { evaluateDecision, evaluateRuleSet } from "./evaluate.js";
import { RulesRefused } from "./refused.js";
import { randomFacts, randomRuleSet } from "./testing/random-rules.js";

/** Enough to reach every operator with every kind of value many times over; about ten seconds. */
const RUNS = 5_000;

test(
  "json-rules-engine and our evaluator give the same bytes for any rules and any facts",
  { timeout: 120_000 },
  async () => {
    const met = { matched: 0, otherwise: 0, several: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(randomRuleSet, randomFacts, async (ruleSet, facts) => {
        const compiled = compiledOrRefused(ruleSet);
        if (!compiled) {
          met.refused += 1;
          return;
        }
        await agree(compiled, facts);
        const { rule, matched = [] } = evaluateRuleSet(ruleSet, facts);
        met[rule === "otherwise" ? "otherwise" : "matched"] += 1;
        if (matched.length > 1) met.several += 1;
      }),
      { numRuns: RUNS },
    );
    expect(met.matched).toBeGreaterThan(RUNS / 4);
    expect(met.otherwise).toBeGreaterThan(RUNS / 20);
    expect(met.several).toBeGreaterThan(RUNS / 10);
    expect(met.refused).toBeLessThan(RUNS / 20);
  },
);

async function agree(compiled: CompiledRuleSet, facts: Facts): Promise<void> {
  const recorded = await decideRuleSet(compiled, facts);
  expect(recorded.failedRules).toEqual([]);
  expect(JSON.stringify(recorded)).toBe(JSON.stringify(evaluateDecision(compiled, facts)));
  const { rule, matched, outcome } = recorded;
  const verdict = { rule, ...(matched ? { matched } : {}), outcome };
  expect(evaluateRuleSet(compiled.source, facts)).toEqual(verdict);
  expect(bulkEvaluator(compiled)(facts)).toEqual(verdict);
}

/** Random trees may exceed the limits once shared conditions are written out. */
function compiledOrRefused(ruleSet: RuleSet): CompiledRuleSet | undefined {
  try {
    return compileRuleSet(ruleSet);
  } catch (error) {
    expect(error).toBeInstanceOf(RulesRefused);
    return undefined;
  }
}
