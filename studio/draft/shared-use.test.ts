import { expect, test } from "vitest";
import type { Condition } from "../../engine/definition/conditions/condition.js";
import { ruleOf, ruleSetOf } from "../../rules/testing/random-rules.js";
import { usersOf } from "./shared-use.js";

const inList: Condition = {
  fact: "data.text",
  operator: "textContainsAny",
  value: { list: "words" },
};
const ruleSet = ruleSetOf({
  lists: { words: ["bill"] },
  conditions: { danger: { any: [inList] }, calm: { not: { condition: "danger" } } },
  rules: [
    ruleOf("direct", { all: [inList] }),
    ruleOf("by-name", { any: [{ condition: "calm" }, { condition: "danger" }] }),
    ruleOf("neither", {
      fact: "data.text",
      operator: "textContainsAny",
      value: ["words", "danger"],
    }),
  ],
  table: {
    inputs: ["data.text"],
    outputs: ["queue"],
    rows: [{ name: "Row of words", if: [{ list: "words" }], then: ["a"] }],
  },
  otherwise: { queue: "a" },
});

test("who uses what rules share is told, in rules, rows and conditions, and nobody who only writes the same word", () => {
  const nameOf = (id: string) => ruleSet.rules.find((rule) => rule.id === id)?.name;
  expect(usersOf(ruleSet, { list: "words" })).toEqual([nameOf("direct"), "Row of words", "danger"]);
  expect(usersOf(ruleSet, { condition: "danger" })).toEqual([nameOf("by-name"), "calm"]);
  expect(usersOf(ruleSet, { condition: "calm" })).toEqual([nameOf("by-name")]);
  expect(usersOf(ruleSet, { condition: "words" })).toEqual([]);
});
