import { expect, test } from "vitest";
import type { Condition } from "../engine/definition/conditions/condition.js";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import { compileRuleSet } from "./compile.js";
import { evaluateDecision } from "./evaluate.js";
import { explainDecision } from "./explain.js";
import { ruleOf, ruleSetOf } from "./testing/random-rules.js";

const FACTS: Facts = {
  case: { priority: "High", ageMinutes: 12 },
  data: { description: "My CHEST pain is back", sampleTaken: true },
};

test("a danger word is told with the list it stands in", () => {
  expect(
    reasons({ fact: "data.description", operator: "textContainsAny", value: { list: "flags" } }),
  ).toEqual(["Because the description contains “chest pain” (flags)."]);
});

test("facts have the names people know them by", () => {
  const when = { fact: "data.description", operator: "textContains", value: "chest" } as const;
  const labels = { "data.description": "what the patient wrote" };
  expect(explain(when, labels)).toContain("Because what the patient wrote contains “chest”.");
});

const SENTENCES: readonly [when: Condition, sentence: string][] = [
  [{ fact: "case.priority", operator: "equal", value: "High" }, "the priority is “High”"],
  [{ fact: "case.priority", operator: "notEqual", value: "Low" }, "the priority is not “Low”"],
  [{ fact: "case.priority", operator: "in", value: ["High", "Low"] }, "the priority is “High”"],
  [
    { fact: "case.priority", operator: "notIn", value: ["Low", "Medium"] },
    "the priority is none of “Low”, “Medium”",
  ],
  [{ fact: "case.ageMinutes", operator: "atLeast", value: 10 }, "the age minutes is at least 10"],
  [{ fact: "data.sampleTaken", operator: "equal", value: true }, "the sample taken is true"],
  [{ fact: "data.category", operator: "isAbsent" }, "the category is not given"],
  [{ not: { fact: "case.queue", operator: "isPresent" } }, "the queue is not given"],
  [
    { not: { fact: "case.priority", operator: "in", value: ["a", "b", "c", "d", "e", "f", "g"] } },
    "the priority is none of “a”, “b”, “c”, “d”, “e” and 2 more",
  ],
  [
    { not: { fact: "data.description", operator: "textContainsAny", value: { list: "none" } } },
    "the description contains none of the words in none",
  ],
];

test.each(SENTENCES)("%j is told as: %s", (when, sentence) => {
  expect(reasons(when)).toEqual([`Because ${sentence}.`]);
});

test("only what made the rule match is told, each reason once", () => {
  const high: Condition = { fact: "case.priority", operator: "equal", value: "High" };
  const low: Condition = { fact: "case.priority", operator: "equal", value: "Low" };
  const taken: Condition = { fact: "data.sampleTaken", operator: "equal", value: true };
  expect(
    reasons({ all: [{ any: [low, high, taken] }, { not: { all: [low, high] } }, taken, high] }),
  ).toEqual([
    "Because the priority is “High”.",
    "And because the priority is not “Low”.",
    "And because the sample taken is true.",
  ]);
});

test("the rule, the rule set and the answer are named", () => {
  expect(explain({ fact: "case.priority", operator: "isPresent" })).toEqual([
    "Rule “Rule r” of “Made-up rules” matched.",
    "Because the priority is given.",
    "The answer: queue “r”.",
  ]);
});

test("the answer for everything else says so", () => {
  expect(explain({ fact: "case.priority", operator: "equal", value: "Low" })).toEqual([
    "No rule of “Made-up rules” matched, so it gave the answer for everything else.",
    "The answer: queue “triage”.",
  ]);
});

test("a rule that was passed over is told to people", () => {
  const ruleSet = ruleSetOf({ rules: [ruleOf("r", { fact: "x", operator: "isPresent" })] });
  const decision = evaluateDecision(compileRuleSet(ruleSet), FACTS);
  const broken = { ...decision, failedRules: ["r"] };
  expect(explainDecision(broken, ruleSet)).toContain(
    "Rule “Rule r” could not be evaluated and was passed over; please have it checked.",
  );
});

function explain(when: Condition, labels = {}): string[] {
  const lists = { flags: ["chest pain", "fits"], none: ["fever"] };
  const ruleSet = ruleSetOf({ lists, rules: [ruleOf("r", when)] });
  return explainDecision(evaluateDecision(compileRuleSet(ruleSet), FACTS), ruleSet, labels);
}

function reasons(when: Condition): string[] {
  return explain(when).slice(1, -1);
}
