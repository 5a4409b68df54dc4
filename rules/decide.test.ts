import { expect, test } from "vitest";
import type { Condition } from "../engine/definition/conditions/condition.js";
import { compileRuleSet, type CompiledRuleSet } from "./compile.js";
import { decideRuleSet } from "./decide.js";
import type { ConditionTrace } from "./decision.js";
import { evaluateDecision } from "./evaluate.js";
import { MAX_TRACE_BYTES } from "./limits.js";
import { ruleOf, ruleSetOf } from "./testing/random-rules.js";
import { bytesOf } from "./trace.js";
import { growth, LINEAR } from "../tests/support/growth.js";

const high: Condition = { fact: "case.priority", operator: "equal", value: "High" };
const low: Condition = { fact: "case.priority", operator: "equal", value: "Low" };
const FACTS = { case: { priority: "High" } };

test("the first rule that matches answers, and rules after it are not tried", async () => {
  const rules = [ruleOf("a", low), ruleOf("b", high), ruleOf("c", high)];
  const decision = await decideRuleSet(compileRuleSet(ruleSetOf({ rules })), FACTS);
  expect(decision).toMatchObject({ ruleSet: "made-up", rule: "b", outcome: { queue: "b" } });
  expect(decision.trace.map(({ rule, matched }) => [rule, matched])).toEqual([
    ["a", false],
    ["b", true],
  ]);
});

test("when nothing matches, otherwise answers", async () => {
  const compiled = compileRuleSet(ruleSetOf({ rules: [ruleOf("a", low)] }));
  expect(await decideRuleSet(compiled, FACTS)).toMatchObject({
    rule: "otherwise",
    outcome: { queue: "triage" },
  });
});

test("a rule that throws is named and stops no other rule", async () => {
  const compiled = withBrokenRule(
    compileRuleSet(ruleSetOf({ rules: [ruleOf("a", high), ruleOf("b", high)] })),
  );
  const decision = await decideRuleSet(compiled, FACTS);
  expect(decision).toMatchObject({ rule: "b", failedRules: ["a"] });
  expect(decision.trace[0]).toEqual({ rule: "a", name: "Rule a", matched: "failed" });
});

test("a rule that throws beside many concurrent decisions disturbs none of them", async () => {
  const sound = compileRuleSet(ruleSetOf({ rules: [ruleOf("a", low), ruleOf("b", high)] }));
  const broken = withBrokenRule(sound);
  const decisions = await Promise.all(
    Array.from({ length: 40 }, (_, n) => decideRuleSet(n % 2 === 0 ? sound : broken, FACTS)),
  );
  expect(new Set(decisions.map((one) => one.rule))).toEqual(new Set(["b"]));
});

test("decisions that begin while others are under way lose no rule", async () => {
  const compiled = compileRuleSet(ruleSetOf({ rules: [ruleOf("a", high)] }));
  const decisions = await Promise.all(
    Array.from({ length: 200 }, async (_, ticks) => {
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      return decideRuleSet(compiled, FACTS);
    }),
  );
  expect(decisions.filter((one) => one.rule !== "a" || one.failedRules.length > 0)).toEqual([]);
});

test("the same facts give the same bytes, whatever order their members come in", async () => {
  const compiled = compileRuleSet(ruleSetOf({ rules: [ruleOf("a", low), ruleOf("b", high)] }));
  const facts = [
    { case: { priority: "High", queue: "x" }, data: {} },
    { data: {}, case: { queue: "x", priority: "High" } },
  ];
  const [first, second] = await Promise.all(facts.map((each) => decideRuleSet(compiled, each)));
  expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  expect(JSON.parse(JSON.stringify(first))).toEqual(first);
});

test("the trace keeps shared names and lists, and says what was not looked at", async () => {
  const ruleSet = ruleSetOf({
    lists: { flags: ["fits", "chest pain"] },
    conditions: {
      danger: { fact: "data.text", operator: "textContainsAny", value: { list: "flags" } },
    },
    rules: [ruleOf("a", { any: [low, { condition: "danger" }, high] })],
  });
  const facts = { ...FACTS, data: { text: "Chest PAIN since 9" } };
  const { trace } = await decideRuleSet(compileRuleSet(ruleSet), facts);
  expect(trace[0]?.when).toEqual({
    any: [
      { fact: "case.priority", operator: "equal", wanted: "Low", seen: "High", result: false },
      {
        condition: "danger",
        is: {
          fact: "data.text",
          operator: "textContainsAny",
          wanted: { list: "flags" },
          seen: "Chest PAIN since 9",
          found: "chest pain",
          result: true,
        },
        result: true,
      },
      { fact: "case.priority", operator: "equal", wanted: "High", result: "not evaluated" },
    ],
    result: true,
  } satisfies ConditionTrace);
});

test("a long text is quoted in part", async () => {
  const rules = [ruleOf("a", { fact: "data.text", operator: "isPresent" })];
  const facts = { data: { text: "x".repeat(4000) } };
  const { trace } = await decideRuleSet(compileRuleSet(ruleSetOf({ rules })), facts);
  expect((trace[0]?.when as { seen: string }).seen).toHaveLength(200);
});

test("facts above 64 KB are refused, in both evaluators", async () => {
  const compiled = compileRuleSet(ruleSetOf({ rules: [ruleOf("a", high)] }));
  const just = { ...FACTS, data: { text: "ü".repeat(32_700) } };
  const above = { ...FACTS, data: { text: "ü".repeat(32_760) } };
  expect(await decideRuleSet(compiled, just)).toMatchObject({ rule: "a" });
  const refusal = { name: "RulesRefused", code: "facts_too_large" };
  await expect(decideRuleSet(compiled, above)).rejects.toMatchObject(refusal);
  expect(() => evaluateDecision(compiled, above)).toThrow(expect.objectContaining(refusal));
});

test("a decision takes a time that grows with its facts, and keeps a bounded trace", async () => {
  const missing = Array.from({ length: 48 }, (_, n): Condition => ({
    fact: "data.text",
    operator: "textContains",
    value: `missing ${String(n)}`,
  }));
  const rules = Array.from({ length: 200 }, (_, n) => ruleOf(`r${String(n)}`, { any: missing }));
  const compiled = compileRuleSet(ruleSetOf({ rules }));
  const decide = (words: number) =>
    decideRuleSet(compiled, { data: { text: "word ".repeat(words) } });
  expect(await growth(decide, 750)).toBeLessThan(LINEAR);
  const decision = await decide(12_000);
  expect(decision.rule).toBe("otherwise");
  expect(bytesOf(decision.trace)).toBeLessThan(MAX_TRACE_BYTES);
});

test("a trace too large to keep still shows why the rule that answered did", async () => {
  const noise = Array.from({ length: 40 }, (_, n) =>
    ruleOf(`r${String(n)}`, { fact: "data.text", operator: "equal", value: "z".repeat(900) }),
  );
  const compiled = compileRuleSet(ruleSetOf({ rules: [...noise, ruleOf("last", high)] }));
  const { trace } = await decideRuleSet(compiled, { ...FACTS, data: { text: "y" } });
  expect(trace[0]).toEqual({ rule: "r0", name: "Rule r0", matched: false });
  expect(trace.at(-1)).toMatchObject({ rule: "last", when: { seen: "High", result: true } });
});

/** As if a fault of ours had let through a rule that json-rules-engine cannot run. */
function withBrokenRule(compiled: CompiledRuleSet): CompiledRuleSet {
  const [first, ...others] = compiled.rules;
  if (!first) throw new Error("a rule is needed");
  const conditions = { all: [{ fact: "facts", operator: "no-such-operator", value: 1 }] };
  return {
    ...compiled,
    rules: [{ ...first, engineRule: { ...first.engineRule, conditions } }, ...others],
  };
}
