import { expect, test } from "vitest";
import type { Condition } from "../engine/definition/conditions/condition.js";
import { conditionWords } from "./condition-words.js";

const HIGH: Condition = { fact: "case.priority", operator: "equal", value: "High" };
const GIVEN: Condition = { fact: "case.queue", operator: "isPresent" };
const BILL: Condition = { fact: "data.category", operator: "in", value: ["billing", "general"] };

const SENTENCES: readonly [when: Condition, words: string][] = [
  [HIGH, "the priority is “High”"],
  [BILL, "the category is one of “billing”, “general”"],
  [{ not: HIGH }, "the priority is not “High”"],
  [{ not: { not: GIVEN } }, "the queue is given"],
  [{ all: [HIGH, GIVEN] }, "the priority is “High” and the queue is given"],
  [
    { all: [GIVEN, { any: [HIGH, BILL] }] },
    "the queue is given and either the priority is “High” or the category is one of “billing”, “general”",
  ],
  [
    { any: [BILL, { all: [HIGH, GIVEN] }] },
    "the category is one of “billing”, “general” or both the priority is “High” and the queue is given",
  ],
  [
    { not: { any: [HIGH, GIVEN] } },
    "it is not so that the priority is “High” or the queue is given",
  ],
  [{ condition: "is-urgent" }, "“is-urgent” holds"],
  [{ all: [] }, "always"],
  [{ any: [] }, "never"],
  [
    { fact: "data.description", operator: "textContainsAny", value: { list: "red-flags" } },
    "the description contains one of the words in red-flags",
  ],
];

test.each(SENTENCES)("%j is said before anything is known: %s", (when, words) => {
  expect(conditionWords(when)).toBe(words);
});

test("facts have the names people know them by", () => {
  expect(conditionWords(HIGH, { "case.priority": "the urgency" })).toBe("the urgency is “High”");
});
