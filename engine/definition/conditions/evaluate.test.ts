import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OPERATORS, type Comparison, type Condition, type Operator } from "./condition.js";
import { firstWordIn, holds, operandOf, readFact, type Facts } from "./evaluate.js";

const facts: Facts = {
  case: { priority: "High", ageMinutes: 30, assignee: null },
  data: {
    text: "My CHEST  hurts, naïve café!",
    empty: "",
    flag: false,
    tags: ["a", "b"],
    none: [],
    on: "2026-03-02T09:00:00+03:00",
    bare: "2026-03-02T09:00:00",
  },
};

const says = (fact: string, operator: Operator, value?: unknown): boolean =>
  holds({ fact, operator, ...(value === undefined ? {} : { value }) } as Comparison, facts);

describe("a comparison", () => {
  test.each<[string, Operator, unknown, boolean]>([
    ["case.priority", "equal", "High", true],
    ["case.priority", "equal", "high", false],
    ["case.priority", "notEqual", "Low", true],
    ["case.ageMinutes", "equal", "30", false],
    ["data.flag", "equal", false, true],
    ["case.priority", "in", ["Low", "High"], true],
    ["case.priority", "notIn", ["Low"], true],
    ["case.priority", "notIn", ["High"], false],
    ["case.ageMinutes", "lessThan", 31, true],
    ["case.ageMinutes", "lessThan", 30, false],
    ["case.ageMinutes", "atMost", 30, true],
    ["case.ageMinutes", "greaterThan", 29, true],
    ["case.ageMinutes", "greaterThan", 30, false],
    ["case.ageMinutes", "atLeast", 30, true],
    ["data.on", "before", "2026-03-02T06:00:01Z", true],
    ["data.on", "before", "2026-03-02T06:00:00Z", false],
    ["data.on", "after", "2026-03-02T05:59:59Z", true],
    ["data.on", "after", Date.UTC(2026, 2, 2, 5), true],
    ["data.bare", "before", "2027-01-01T00:00:00Z", false],
    ["data.tags", "contains", "b", true],
    ["data.tags", "contains", "c", false],
    ["data.text", "contains", "chest", false],
    ["data.text", "textContains", "chest hurts", true],
    ["data.text", "textContains", "hurt", false],
    ["data.text", "textContains", "naive", true],
    ["data.text", "textContainsAny", ["leg", "cafe"], true],
    ["data.text", "textContainsAny", ["", " "], false],
    ["data.text", "startsWith", "my chest", true],
    ["data.text", "startsWith", "chest", false],
    ["data.text", "isPresent", undefined, true],
    ["data.empty", "isPresent", undefined, false],
    ["data.none", "isPresent", undefined, false],
    ["data.flag", "isPresent", undefined, true],
    ["case.assignee", "isAbsent", undefined, true],
    ["data.nothing", "isAbsent", undefined, true],
  ])("%s %s %j is %s", (fact, operator, value, answer) => {
    expect(says(fact, operator, value)).toBe(answer);
  });

  test("with a fact that is not there is false, whatever it asks, unless it asks for absence", () => {
    for (const operator of Object.keys(OPERATORS) as Operator[])
      for (const value of ["x", 1, true, ["x"], undefined])
        expect(says("data.nothing", operator, value)).toBe(operator === "isAbsent");
  });

  test("finds the word as the list writes it", () => {
    expect(firstWordIn("I cannot BREATHE", ["chest pain", "Cannot breathe"])).toBe(
      "Cannot breathe",
    );
    expect(firstWordIn("breathless", ["breath"])).toBeUndefined();
    expect(firstWordIn(7, ["7"])).toBeUndefined();
  });

  test("may name a list, and an unknown list is empty", () => {
    const named: Comparison = {
      fact: "data.text",
      operator: "textContainsAny",
      value: { list: "flags" },
    };
    expect(operandOf(named, { flags: ["chest"] })).toEqual(["chest"]);
    expect(operandOf(named, {})).toEqual([]);
    expect(operandOf({ ...named, value: { list: "toString" } }, {})).toEqual([]);
    expect(holds(named, facts, { lists: { flags: ["chest"] } })).toBe(true);
    expect(holds(named, facts)).toBe(false);
  });
});

describe("a group of comparisons", () => {
  const yes: Condition = { fact: "case.priority", operator: "equal", value: "High" };
  const no: Condition = { not: yes };

  test.each<[string, Condition, boolean]>([
    ["all of them hold", { all: [yes, yes] }, true],
    ["one of all does not", { all: [yes, no] }, false],
    ["one of any holds", { any: [no, yes] }, true],
    ["none of any holds", { any: [no, no] }, false],
    ["all is empty", { all: [] }, false],
    ["any is empty", { any: [] }, false],
    ["not of not", { not: no }, true],
  ])("when %s", (_, condition, answer) => {
    expect(holds(condition, facts)).toBe(answer);
  });

  test("may name a shared condition; an unknown one is false", () => {
    const conditions = { urgent: yes };
    expect(holds({ condition: "urgent" }, facts, { conditions })).toBe(true);
    expect(holds({ condition: "calm" }, facts, { conditions })).toBe(false);
    expect(holds({ condition: "toString" }, facts, { conditions })).toBe(false);
  });

  test("that goes in a circle is false and ends", () => {
    const conditions = { round: { any: [{ condition: "round" }] } };
    expect(holds({ condition: "round" }, facts, { conditions })).toBe(false);
  });
});

describe("a fact", () => {
  test("is read from what the case itself has, never from what JavaScript adds", () => {
    for (const path of [
      "data.constructor",
      "data.toString",
      "__proto__.x",
      "data.text.length",
      "x",
    ])
      expect(readFact(facts, path)).toBeUndefined();
    expect(readFact(facts, "data.tags")).toEqual(["a", "b"]);
    expect(readFact(facts, "data.tags.1")).toBe("b");
  });
});

test("no condition and no fact makes the evaluation fail", () => {
  const path = fc.constantFrom("case.priority", "data.text", "data.tags", "data", "x.y", "");
  const operand = fc.oneof(fc.string(), fc.double(), fc.boolean());
  const comparison = fc.record(
    {
      fact: path,
      operator: fc.constantFrom(...(Object.keys(OPERATORS) as Operator[])),
      value: fc.oneof(operand, fc.array(operand, { maxLength: 3 }), fc.constant({ list: "words" })),
    },
    { requiredKeys: ["fact", "operator"] },
  );
  const { condition } = fc.letrec<{ condition: unknown }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small" },
      comparison,
      fc.record({ all: fc.array(tie("condition"), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("condition"), { maxLength: 3 }) }),
      fc.record({ not: tie("condition") }),
      fc.record({ condition: fc.constantFrom("urgent", "__proto__") }),
    ),
  }));
  const someFacts = fc.dictionary(
    fc.constantFrom("case", "data", "x"),
    fc.jsonValue({ maxDepth: 2 }),
  );
  fc.assert(
    fc.property(condition, someFacts, (made, known) => {
      expect(typeof holds(made as Condition, known as Facts)).toBe("boolean");
      expect(holds({ not: made as Condition }, known as Facts)).toBe(
        !holds(made as Condition, known as Facts),
      );
    }),
    { numRuns: 2_000 },
  );
});
