import { describe, expect, test } from "vitest";
import type { Condition } from "../engine/definition/conditions/condition.js";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import type { Outcome, RuleSet } from "../engine/definition/rule-set.js";
import { compileRuleSet } from "./compile.js";
import { decideRuleSet } from "./decide.js";
import { evaluateDecision } from "./evaluate.js";
import { answeredBy, explainDecision } from "./explain.js";
import { bytesOf } from "./trace.js";
import { ruleOf, ruleSetOf } from "./testing/random-rules.js";

/** Matches when the text holds the word that the rule is called by. */
const says = (id: string, then: Outcome) => ({
  ...ruleOf(id, { fact: "data.text", operator: "textContains", value: id }),
  then,
});

/** Allergies, age and a known condition, each a reason for more care, none more than the other. */
const RULES = [
  says("allergy", { team: "allergy", score: 3, note: "Ask for the card" }),
  says("child", { team: "children", score: 2 }),
  says("diabetes", { team: null, score: 4 }),
];
const OTHERWISE = { team: "general", score: 0, note: "Nothing special" };

const facts = (text: string): Facts => ({ data: { text } });

async function decided(parts: Partial<RuleSet>, text: string) {
  const compiled = compileRuleSet(ruleSetOf({ rules: RULES, otherwise: OTHERWISE, ...parts }));
  const decision = await decideRuleSet(compiled, facts(text));
  expect(JSON.stringify(evaluateDecision(compiled, facts(text)))).toBe(JSON.stringify(decision));
  return decision;
}

const ALL_AT_ONCE = "a child with diabetes and an allergy";

describe("of the rules that match", () => {
  test("the first answers alone, and those after it are not looked at", async () => {
    const decision = await decided({ hit: "first" }, "a child with diabetes");
    expect(decision).toMatchObject({ rule: "child", outcome: { team: "children", score: 2 } });
    expect(decision.trace.map(({ rule }) => rule)).toEqual(["allergy", "child"]);
    expect(decision).not.toHaveProperty("matched");
  });

  test("the only one answers, where only one may", async () => {
    const decision = await decided({ hit: "unique" }, "an allergy");
    expect(decision).toMatchObject({ rule: "allergy", matched: ["allergy"] });
    expect(decision.outcome).toEqual(RULES[0]?.then);
  });

  test("none answers where only one may and several match: everything else is the answer, and they are named", async () => {
    const decision = await decided({ hit: "unique" }, "a child with diabetes");
    expect(decision).toMatchObject({ rule: "otherwise", matched: ["child", "diabetes"] });
    expect(decision.outcome).toEqual(OTHERWISE);
  });

  test("all answer together: the earlier one wins, and what none gives comes from everything else", async () => {
    const decision = await decided({ hit: "all" }, "a child with diabetes");
    expect(decision).toMatchObject({ rule: "child", matched: ["child", "diabetes"] });
    expect(decision.outcome).toEqual({ team: "children", score: 2, note: "Nothing special" });
  });

  test("an answer of nothing is an answer where all answer together", async () => {
    expect((await decided({ hit: "all" }, "diabetes")).outcome).toMatchObject({ team: null });
  });
});

const COLLECTED: readonly [
  collect: NonNullable<RuleSet["collect"]>,
  text: string,
  outcome: object,
][] = [
  [{}, ALL_AT_ONCE, { team: ["allergy", "children"], score: [3, 2, 4] }],
  [{ score: "list" }, "nothing", { team: ["general"], score: [0] }],
  [{ score: "sum", team: "count" }, ALL_AT_ONCE, { score: 9, team: 2 }],
  [{ score: "min" }, ALL_AT_ONCE, { score: 2 }],
  [{ score: "max" }, ALL_AT_ONCE, { score: 4 }],
  [{ score: "max", team: "list" }, "nothing", { score: 0, team: ["general"] }],
  [{ team: "list" }, "diabetes", { team: ["general"], score: [4] }],
];

test.each(COLLECTED)("collected by %j from “%s”: %j", async (collect, text, outcome) => {
  const decision = await decided({ hit: "collect", collect }, text);
  expect(decision.outcome).toMatchObject(outcome);
});

test("a list is empty where everything else answers nothing", async () => {
  const otherwise = { ...OTHERWISE, team: null };
  const { outcome } = await decided({ hit: "collect", otherwise }, "nothing");
  expect(outcome["team"]).toEqual([]);
});

test("values that are no numbers have no sum, and no sum is larger than JSON can hold", async () => {
  const rules = [1e308, "many", 1e308].map((score, n) => ({
    ...says("child", { score }),
    id: `r${String(n)}`,
  }));
  const parts = { hit: "collect", collect: { score: "sum" }, rules } as const;
  expect((await decided(parts, "child")).outcome["score"]).toBe(Number.MAX_VALUE);
  const words = { ...parts, rules: rules.slice(1, 2) };
  expect((await decided(words, "child")).outcome["score"]).toBe(0);
});

test.each(["unique", "all", "collect"] as const)(
  "a rule that cannot be evaluated stops no other one (%s)",
  async (hit) => {
    const compiled = compileRuleSet(ruleSetOf({ hit, rules: RULES, otherwise: OTHERWISE }));
    const [poisoned, ...others] = compiled.rules;
    if (!poisoned) throw new Error("There is no rule");
    const conditions = { all: [{ fact: "facts", operator: "nobody knows it", value: 1 }] };
    const broken = { ...poisoned, engineRule: { ...poisoned.engineRule, conditions } };
    const decision = await decideRuleSet(
      { ...compiled, rules: [broken, ...others] },
      facts("a child with an allergy"),
    );
    expect(decision).toMatchObject({ rule: "child", matched: ["child"], failedRules: ["allergy"] });
  },
);

describe("people are told", () => {
  test("every rule that answered, and why", async () => {
    const decision = await decided({ hit: "all" }, "a child with diabetes");
    const ruleSet = ruleSetOf({ rules: RULES });
    expect(explainDecision(decision, ruleSet)).toEqual([
      "Rules “Rule child” and “Rule diabetes” of “Made-up rules” matched.",
      "“Rule child” matched because the text contains “child”.",
      "“Rule diabetes” matched because the text contains “diabetes”.",
      "The answer: team “children”, score 2, note “Nothing special”.",
    ]);
    expect(answeredBy(decision, ruleSet)).toBe("Rule child, Rule diabetes");
  });

  test("that rules contradict each other, and which", async () => {
    const decision = await decided({ hit: "unique" }, "a child with diabetes");
    const ruleSet = ruleSetOf({ rules: RULES });
    expect(explainDecision(decision, ruleSet)[0]).toBe(
      "Rules “Rule child” and “Rule diabetes” of “Made-up rules” matched, of which only one may, so it gave the answer for everything else.",
    );
    expect(answeredBy(decision, ruleSet)).toBe("Everything else");
  });

  test("a list as a list", async () => {
    const decision = await decided({ hit: "collect" }, "a child with an allergy");
    expect(explainDecision(decision, ruleSetOf({ rules: RULES })).at(-1)).toBe(
      "The answer: team “allergy” and “children”, score 3 and 2, note “Ask for the card”.",
    );
  });
});

test("the trace of many rules that all match is cut to its bounds and keeps those that matched", async () => {
  const wide: Condition = {
    any: Array.from({ length: 40 }, (_, n): Condition => ({
      fact: "data.text",
      operator: "textContains",
      value: n === 39 ? "child" : `${"long ".repeat(30)}${String(n)}`,
    })),
  };
  const rules = Array.from({ length: 60 }, (_, n) => ruleOf(`rule-${String(n)}`, wide));
  const decision = await decided({ hit: "all", rules }, "child");
  expect(decision.matched).toHaveLength(60);
  expect(bytesOf(decision.trace)).toBeLessThanOrEqual(16 * 1024);
  expect(decision.trace.length).toBeGreaterThan(20);
});
