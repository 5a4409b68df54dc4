import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comparison, Condition } from "../engine/definition/conditions/condition.js";
import type { ContributedOperators } from "../engine/definition/conditions/contributed.js";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import { lintCondition } from "../engine/definition/lint/condition.js";
import type { Json } from "../engine/definition/names.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import type { Workflow } from "../engine/definition/workflow.js";
import { shippedRelease } from "../tests/support/shipped-release.js";
import { bulkEvaluator } from "./bulk.js";
import { compileRuleSet } from "./compile.js";
import { conditionWords } from "./condition-words.js";
import { decideRuleSet } from "./decide.js";
import { evaluateDecision, evaluateRuleSet } from "./evaluate.js";
import { explainDecision } from "./explain.js";
import { lintRuleSet } from "./lint/lint-rule-set.js";
import { vocabularyOf } from "./lint/vocabulary.js";
import { ruleOf, ruleSetOf } from "./testing/random-rules.js";

const text = { facts: ["text"], of: "text", description: "Made up" } as const;

/** A plugin as it may come: with operators that work, one that throws, and one that spoils what it is given. */
const OPERATORS: ContributedOperators = {
  "made.endsWith": {
    ...text,
    words: ["ends with", "does not end with"],
    value: "one",
    test: (seen, wanted) => (seen as string).endsWith(wanted as string),
  },
  "made.sharesLetter": {
    ...text,
    words: ["shares a letter with", "shares no letter with"],
    value: "many",
    test: (seen, wanted) =>
      (wanted as string[]).some((word) => (seen as string).includes(word.at(0) ?? "-")),
  },
  "made.isEven": {
    words: ["is even", "is odd"],
    description: "Made up",
    facts: ["number"],
    value: "none",
    of: "number",
    test: (seen) => Number(seen) % 2 === 0,
  },
  "made.spoils": {
    words: ["is longer than", "is not longer than"],
    description: "Made up",
    facts: ["list"],
    value: "many",
    of: "number",
    test: (seen, wanted) => {
      const isLonger = (seen as unknown[]).length > Number((wanted as number[])[0]);
      (seen as unknown[]).push("spoilt");
      (wanted as number[]).splice(0);
      return isLonger;
    },
  },
  "made.throws": {
    ...text,
    words: ["breaks with", "does not break with"],
    value: "one",
    test: () => {
      throw new Error("out of order");
    },
  },
};

/** Comparisons by the plugin's operators, right ones and wrong ones. */
const COMPARISONS: readonly Comparison[] = [
  { fact: "data.text", operator: "made.endsWith", value: "pain" },
  { fact: "data.text", operator: "made.endsWith", value: 7 },
  { fact: "data.text", operator: "made.endsWith" },
  { fact: "data.text", operator: "made.sharesLetter", value: ["zebra", "pony"] },
  { fact: "data.text", operator: "made.sharesLetter", value: { list: "words" } },
  { fact: "data.text", operator: "made.sharesLetter", value: [1, 2] },
  { fact: "data.text", operator: "made.throws", value: "pain" },
  { fact: "data.text", operator: "textContains", value: "pain" },
  { fact: "data.count", operator: "made.isEven" },
  { fact: "data.count", operator: "made.isEven", value: 2 },
  { fact: "data.count", operator: "equal", value: 2 },
  { fact: "data.list", operator: "made.spoils", value: [1] },
  { fact: "data.gone", operator: "made.endsWith", value: "pain" },
];

const seen = fc.constantFrom<Json>(
  "a pain",
  "Zebra",
  "",
  "pain",
  0,
  2,
  3,
  true,
  null,
  [],
  ["a", "b"],
);
const drawnFacts: fc.Arbitrary<Facts> = fc.record({
  data: fc.record({ text: seen, count: seen, list: seen }, { requiredKeys: [] }),
});

const { node: drawnCondition } = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    { weight: 3, arbitrary: fc.constantFrom<Condition>(...COMPARISONS, { condition: "shared" }) },
    { weight: 1, arbitrary: fc.record({ all: fc.array(tie("node"), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ any: fc.array(tie("node"), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie("node") }) },
  ),
}));

const drawnRuleSet: fc.Arbitrary<RuleSet> = fc
  .record({
    hit: fc.constantFrom("first", "unique", "all"),
    whens: fc.array(drawnCondition, { minLength: 1, maxLength: 5 }),
    shared: fc.constantFrom(...COMPARISONS),
  })
  .map(({ hit, whens, shared }) =>
    ruleSetOf({
      hit,
      lists: { words: ["zebra", "pony"] },
      conditions: { shared },
      rules: whens.map((when, place) => ruleOf(`r${String(place)}`, when)),
    }),
  );

/** A few seconds. */
const RUNS = 1_000;

test("with the operators of a plugin all four evaluators decide alike, whatever these are given and do", async () => {
  const met = { matched: 0, held: 0 };
  await fc.assert(
    fc.asyncProperty(drawnRuleSet, drawnFacts, async (ruleSet, facts) => {
      const compiled = compileRuleSet(ruleSet, OPERATORS);
      const before = JSON.stringify([ruleSet, facts]);
      const recorded = await decideRuleSet(compiled, facts);
      expect(recorded.failedRules).toEqual([]);
      const told = JSON.stringify(recorded);
      expect(told).toBe(JSON.stringify(evaluateDecision(compiled, facts)));
      const { rule, matched, outcome } = recorded;
      const verdict = { rule, ...(matched ? { matched } : {}), outcome };
      expect(evaluateRuleSet(ruleSet, facts, OPERATORS)).toEqual(verdict);
      expect(bulkEvaluator(compiled)(facts)).toEqual(verdict);
      // Whatever a plugin does to what it is given, nothing of ours has changed.
      expect(JSON.stringify([ruleSet, facts])).toBe(before);
      if (rule !== "otherwise") met.matched += 1;
      if (/"words":\[[^\]]*\],"seen":[^{}]*?,"result":true/.test(told)) met.held += 1;
    }),
    { numRuns: RUNS },
  );
  expect(met.matched).toBeGreaterThan(RUNS / 4);
  expect(met.held).toBeGreaterThan(RUNS / 20);
}, 60_000);

describe("rules that use the operators of plugins", async () => {
  const workflow = (await shippedRelease()).workflows.find(({ id }) => id === "ticket") as Workflow;
  const contributions = {
    plugins: [{ id: "made", version: "1.0.0", name: "Made up" }],
    operators: OPERATORS,
    ...{ effects: {}, lints: {} },
    facts: {
      "plugin.made.beds": {
        ...{ words: "the number of beds", description: "Made up", type: "number" as const },
        ...{ reads: { "case.priority": "text" as const }, withinMs: 100, otherwise: 0 },
      },
      "plugin.made.shift": {
        ...{ words: "the shift", description: "Made up", type: "text" as const },
        ...{ values: ["day", "night"], reads: {}, withinMs: 100, otherwise: null },
      },
      "plugin.made.ward": {
        ...{ words: "the ward", description: "Made up", type: "text" as const },
        ...{ reads: { "data.ward": "text" as const }, withinMs: 100, otherwise: null },
      },
    },
  };
  const findings = (when: object, known = contributions) =>
    lintRuleSet(
      ruleSetOf({ rules: [{ ...ruleOf("one", when as Condition), then: {} }], otherwise: {} }),
      workflow,
      undefined,
      known,
    )
      .filter(({ severity }) => severity === "error")
      .map(({ code, path, message }) => ({ code, path, message }));
  const fact = "data.description";

  test("are refused with the place where no plugin brings the operator", () => {
    const when = { any: [{ fact, operator: "gone.like", value: "a" }] };
    expect(findings(when)).toEqual([
      {
        code: "R019",
        path: "/rules/0/when/any/0/operator",
        message: "No plugin brings the operator `gone.like`.",
      },
    ]);
    const set = ruleSetOf({ rules: [ruleOf("one", when as Condition)] });
    expect(() => compileRuleSet(set, OPERATORS)).toThrow("rule_set_broken");
  });

  test.each([
    [{ fact, operator: "made.endsWiht", value: "a" }, "R019", "The plugin has no operator"],
    [{ fact: "case.ageMinutes", operator: "made.endsWith", value: "a" }, "R003", "cannot read"],
    [{ fact, operator: "made.endsWith", value: 7 }, "R003", "compares with text"],
    [{ fact, operator: "made.endsWith", value: ["a"] }, "R003", "takes one value"],
    [{ fact, operator: "made.endsWith" }, "R003", "needs a value"],
    [{ fact: "case.ageMinutes", operator: "made.isEven", value: 2 }, "R003", "takes no value"],
    [{ fact: "data.gone", operator: "made.endsWith", value: "a" }, "R002", "There is no"],
    [{ fact: "plugin.made.beds", operator: "atMost", value: "none" }, "R003", "is a number"],
    [{ fact: "plugin.made.beds", operator: "startsWith", value: "a" }, "R003", "cannot read"],
    [{ fact: "plugin.made.bed", operator: "atMost", value: 0 }, "R019", "The plugin has no fact"],
    [{ fact: "plugin.gone.beds", operator: "atMost", value: 0 }, "R019", "No plugin brings"],
    [{ fact: "plugin.made.ward", operator: "equal", value: "A" }, "R019", "reads data.ward, which"],
  ])("say what does not fit: %j", (when, code, says) => {
    expect(findings(when)).toEqual([expect.objectContaining({ code })]);
    expect(findings(when)[0]?.message).toContain(says);
  });

  test("prove themselves by their tests, which need the plugin's function", () => {
    const ruleSet = ruleSetOf({
      rules: [ruleOf("one", { fact, operator: "made.endsWith", value: "pain" })],
      tests: [
        { name: "pain", given: { data: { description: "a pain" } }, expect: { rule: "otherwise" } },
      ],
    });
    const failed = (operators: ContributedOperators) =>
      lintRuleSet(ruleSet, workflow, undefined, { ...contributions, operators }).filter(
        ({ code }) => code === "R014",
      );
    expect(failed(OPERATORS)).toHaveLength(1);
    const { test: _, ...declared } = OPERATORS["made.endsWith"] ?? {};
    expect(failed({ "made.endsWith": declared } as ContributedOperators)).toEqual([]);
  });

  test("are told in the plugin's words, also when the plugin is gone", async () => {
    const when: Condition = { fact, operator: "made.endsWith", value: "pain" };
    const ruleSet = ruleSetOf({ rules: [ruleOf("one", when)] });
    expect(conditionWords(when, {}, OPERATORS)).toBe("the description ends with “pain”");
    expect(conditionWords({ not: when }, {}, OPERATORS)).toBe(
      "the description does not end with “pain”",
    );
    const facts: Facts = { data: { description: "a pain" } };
    const decision = await decideRuleSet(compileRuleSet(ruleSet, OPERATORS), facts);
    const kept = JSON.parse(JSON.stringify(decision)) as typeof decision;
    expect(explainDecision(kept, ruleSet)).toContain("Because the description ends with “pain”.");
  });

  test("are offered the facts that fit the workflow, and know what these can be", () => {
    const { facts, domains } = vocabularyOf(workflow, undefined, contributions);
    expect(Object.entries(facts).filter(([path]) => path.startsWith("plugin."))).toEqual([
      ["plugin.made.beds", "number"],
      ["plugin.made.shift", "text"],
    ]);
    expect(domains["plugin.made.shift"]).toEqual(["day", "night", undefined]);
    const when = { fact: "plugin.made.shift", operator: "equal", value: "noon" };
    const ruleSet = ruleSetOf({ rules: [ruleOf("one", when as Condition)] });
    const codes = lintRuleSet(ruleSet, workflow, undefined, contributions).map(({ code }) => code);
    expect(codes).toContain("R004");
  });

  test("may not stand in a guard, which runs inside the case", () => {
    const beds: Condition = { fact: "plugin.made.beds", operator: "atMost", value: 0 };
    expect(lintCondition(beds, { [fact]: "text" }, "/when")).toEqual([
      expect.objectContaining({ code: "R019", path: "/when/fact" }),
    ]);
    const when: Condition = { fact, operator: "made.endsWith", value: "pain" };
    expect(lintCondition({ not: when }, { [fact]: "text" }, "/when")).toEqual([
      expect.objectContaining({ code: "R019", path: "/when/not/operator" }),
    ]);
  });
});
