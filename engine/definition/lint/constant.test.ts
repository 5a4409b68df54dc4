import { expect, it } from "vitest";
import type { Condition } from "../conditions/condition.js";
import type { FactCatalogue } from "../facts.js";
import { constantValue, type Domains } from "./constant.js";

const facts: FactCatalogue = {
  "case.state": "text",
  "data.text": "text",
  "data.age": "number",
  "data.urgent": "boolean",
};
const domains: Domains = { "case.state": ["new", "open"] };

const text = (operator: "equal" | "textContains", value: string): Condition => ({
  fact: "data.text",
  operator,
  value,
});
const age = (operator: "lessThan" | "atLeast", value: number): Condition => ({
  fact: "data.age",
  operator,
  value,
});
const state = (value: string): Condition => ({ fact: "case.state", operator: "equal", value });
const urgent: Condition = { fact: "data.urgent", operator: "equal", value: true };

const cases: readonly (readonly [
  what: string,
  condition: Condition,
  answer: boolean | undefined,
])[] = [
  ["a state that is possible", state("new"), undefined],
  ["a state that is not", state("closed"), false],
  ["every possible state", { any: [state("new"), state("open")] }, true],
  ["two states at once", { all: [state("new"), state("open")] }, false],
  ["two texts at once", { all: [text("equal", "a"), text("equal", "b")] }, false],
  ["one text", text("equal", "a"), undefined],
  ["a word in a text", text("textContains", "pain"), undefined],
  ["punctuation instead of a word", text("textContains", "?!"), false],
  ["a range with room", { all: [age("atLeast", 5), age("lessThan", 6)] }, undefined],
  ["a range without room", { all: [age("atLeast", 6), age("lessThan", 6)] }, false],
  ["all ages, but perhaps none given", { any: [age("atLeast", 6), age("lessThan", 6)] }, undefined],
  ["something and its opposite", { any: [urgent, { not: urgent }] }, true],
  ["neither something nor its opposite", { all: [urgent, { not: urgent }] }, false],
  ["a shared condition", { condition: "elsewhere" }, undefined],
];

it.each(cases)("%s", (_what, condition, answer) => {
  expect(constantValue(condition, facts, domains)).toBe(answer);
});

it("gives up on conditions too large to try, instead of trying for minutes", () => {
  const many = Array.from({ length: 100 }, (_, n) => ({
    all: [text("equal", String(n)), age("atLeast", n), state("new"), urgent],
  }));
  expect(constantValue({ any: many }, facts, domains)).toBeUndefined();
});
