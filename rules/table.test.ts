import { describe, expect, test } from "vitest";
import type { RuleSet } from "../engine/definition/rule-set.js";
import type { Table } from "../engine/definition/table.js";
import { parseDefinition } from "../engine/definition/parse.js";
import { compileRuleSet } from "./compile.js";
import { decideRuleSet } from "./decide.js";
import { evaluateDecision, evaluateRuleSet } from "./evaluate.js";
import { explainDecision } from "./explain.js";
import { RulesRefused } from "./refused.js";
import { ruleOf, ruleSetOf } from "./testing/random-rules.js";

const table: Table = {
  inputs: ["data.kind", "data.age"],
  outputs: ["queue", "urgent"],
  rows: [
    { name: "Bills", if: ["bill", "-"], then: ["billing", false] },
    { if: ["-", "[0..12)"], then: ["children", true] },
    { id: "old", if: [["visit", "call"], ">= 70"], then: ["medical", true] },
  ],
};
const otherwise = { queue: "triage", urgent: false };
const ruleSet = ruleSetOf({ table, otherwise });

const ANSWERS: readonly [data: { [name: string]: string | number }, rule: string, queue: string][] =
  [
    [{ kind: "bill", age: 5 }, "row-1", "billing"],
    [{ kind: "visit", age: 5 }, "row-2", "children"],
    [{ kind: "call", age: 70 }, "old", "medical"],
    [{ kind: "visit", age: 30 }, "otherwise", "triage"],
    [{ kind: "visit" }, "otherwise", "triage"],
  ];

test.each(ANSWERS)("of %j, row %s answers %s", async (data, rule, queue) => {
  const compiled = compileRuleSet(ruleSet);
  const decision = await decideRuleSet(compiled, { data });
  expect(decision).toMatchObject({ rule, outcome: { queue } });
  expect(JSON.stringify(evaluateDecision(compiled, { data }))).toBe(JSON.stringify(decision));
  expect(evaluateRuleSet(ruleSet, { data })).toEqual({ rule, outcome: decision.outcome });
});

test("rules of the set come before the rows of its table", () => {
  const rule = ruleOf("call-back", { fact: "data.kind", operator: "equal", value: "call" });
  const both: RuleSet = { ...ruleSet, rules: [{ ...rule, then: { queue: "a", urgent: true } }] };
  expect(evaluateRuleSet(both, { data: { kind: "call", age: 80 } }).rule).toBe("call-back");
  expect(evaluateRuleSet(both, { data: { kind: "bill" } }).rule).toBe("row-1");
});

test("people are told which row, and what its columns saw", async () => {
  const decision = await decideRuleSet(compileRuleSet(ruleSet), {
    data: { kind: "visit", age: 5 },
  });
  expect(explainDecision(decision, ruleSet).slice(0, 3)).toEqual([
    "Rule “Row 2” of “Made-up rules” matched.",
    "Because the age is at least 0.",
    "And because the age is less than 12.",
  ]);
});

describe("a table that cannot be read", () => {
  test.each([
    [[{ if: ["bill", "[9..1]"], then: ["a", true] }], "/table/rows/0/if/1"],
    [[{ if: ["bill"], then: ["a", true] }], "/table/rows/0/if"],
    [[{ if: ["bill", "-"], then: ["a"] }], "/table/rows/0/then"],
  ] as const)("%j never runs, and the finding leads to %s", (rows, path) => {
    const broken = ruleSetOf({
      table: { ...table, rows: rows.map((row) => ({ if: [...row.if], then: [...row.then] })) },
      otherwise,
    });
    let refused: unknown;
    try {
      compileRuleSet(broken);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(RulesRefused);
    expect((refused as RulesRefused).findings[0]).toMatchObject({ code: "R017", path });
  });
});

test("a table has the shape that the schema publishes", () => {
  expect(parseDefinition("ruleset", ruleSet)).toMatchObject({ ok: true });
  const odd = { ...ruleSet, table: { ...table, rows: [{ if: [{ range: 1 }], then: ["a"] }] } };
  expect(parseDefinition("ruleset", odd)).toMatchObject({ ok: false });
});
