import { describe, expect, test } from "vitest";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Table } from "../../engine/definition/table.js";
import { applyRuleStep, placeOfRuleStep, type RuleStep } from "./rule-steps.js";

const table: Table = {
  inputs: ["data.kind", "data.age"],
  outputs: ["queue"],
  rows: [
    { if: ["bill", "-"], then: ["billing"] },
    { id: "old", name: "Old", if: ["-", ">= 70"], then: ["medical"] },
    { if: ["visit"], then: ["support"] },
  ],
};
const base: RuleSet = {
  kind: "ruleset",
  spec: 1,
  id: "routing",
  name: "Routing",
  workflow: "ticket",
  hit: "first",
  rules: [],
  table,
  otherwise: { queue: "triage" },
};
const after = (...steps: readonly RuleStep[]) => steps.reduce(applyRuleStep, base).table;
const rows = (...steps: readonly RuleStep[]) => after(...steps)?.rows;

describe("a step of a decision table", () => {
  test("changes cells of a row by what decisions call it, and adds rows behind", () => {
    const added = { id: "late", if: ["call", "-"], then: ["support"] };
    const cells = [
      { row: "row-1", input: "data.age", cell: "< 12" },
      { row: "old", output: "queue", value: "triage" },
    ];
    expect(rows({ do: "setCells", cells, added: [added] })).toEqual([
      { if: ["bill", "< 12"], then: ["billing"] },
      { ...table.rows[1], then: ["triage"] },
      table.rows[2],
      added,
    ]);
  });

  test("changes nothing where there is no such row, column or table", () => {
    const steps: readonly RuleStep[] = [
      { do: "removeRows", rows: ["gone"] },
      { do: "moveRow", row: "gone", place: 0 },
      { do: "setCells", cells: [{ row: "gone", name: "Gone" }] },
      { do: "removeColumn", column: { input: "gone" } },
      { do: "addColumn", column: { output: "queue" } },
    ];
    for (const step of steps) expect(applyRuleStep(base, step)).toBe(base);
    const { table: _, ...none } = base;
    expect(applyRuleStep(none, { do: "removeRows", rows: ["row-1"] })).toBe(none);
  });

  test("fills a row that is too short", () => {
    const cells = [{ row: "row-3", input: "data.age", cell: "[0..3)" }];
    expect(rows({ do: "setCells", cells })?.[2]?.if).toEqual(["visit", "[0..3)"]);
  });

  test("lets rows keep what they are called when others come between, go, or they are moved", () => {
    const row = { id: "late", if: ["call", "-"], then: ["support"] };
    const ids = (...steps: readonly RuleStep[]) => rows(...steps)?.map(({ id }) => id);
    const add: RuleStep = { do: "addRow", row, place: 1 };
    expect(ids(add)).toEqual(["row-1", "late", "old", "row-3"]);
    expect(ids(add, add)).toEqual(ids(add));
    expect(ids({ do: "removeRows", rows: ["row-1"] })).toEqual(["old", "row-3"]);
    expect(ids({ do: "moveRow", row: "row-3", place: 0 })).toEqual(["row-3", "row-1", "old"]);
    const cells = [{ row: "row-3", input: "data.kind", cell: "call" }];
    expect(rows(add, { do: "setCells", cells })?.[3]?.if[0]).toBe("call");
  });

  test("adds and takes off columns with their cells, and keeps the last one of each side", () => {
    const wide = after(
      { do: "addColumn", column: { input: "case.channel" } },
      { do: "addColumn", column: { output: "priority" }, value: "Low" },
    );
    expect([wide?.inputs, wide?.outputs]).toEqual([
      ["data.kind", "data.age", "case.channel"],
      ["queue", "priority"],
    ]);
    expect(wide?.rows.map((row) => [row.if.length, row.then])).toEqual([
      [3, ["billing", "Low"]],
      [3, ["medical", "Low"]],
      [3, ["support", "Low"]],
    ]);
    const narrow = after(
      { do: "removeColumn", column: { input: "data.kind" } },
      { do: "removeColumn", column: { input: "data.age" } },
      { do: "removeColumn", column: { output: "queue" } },
    );
    expect([narrow?.inputs, narrow?.outputs]).toEqual([["data.age"], ["queue"]]);
    expect(narrow?.rows[1]?.if).toEqual([">= 70"]);
  });

  test("names a row, takes the name off, begins a table and takes it away", () => {
    const named = (row: string, name: string) => rows({ do: "setCells", cells: [{ row, name }] });
    expect(named("row-1", "Bills")?.[0]?.name).toBe("Bills");
    expect(named("old", "")?.[1]).not.toHaveProperty("name");
    expect(applyRuleStep(base, { do: "setTable", table: null })).not.toHaveProperty("table");
    const small = { ...table, rows: table.rows.slice(0, 1) };
    expect(after({ do: "setTable", table: small }, { do: "removeRows", rows: ["row-1"] })).toEqual(
      small,
    );
  });

  test("is one with the last when the same cell is typed into", () => {
    const typed = (row: string, cell: string): RuleStep => ({
      do: "setCells",
      cells: [{ row, input: "data.kind", cell }],
    });
    expect(placeOfRuleStep(typed("old", "a"))).toBe(placeOfRuleStep(typed("old", "ab")));
    expect(placeOfRuleStep(typed("old", "a"))).not.toBe(placeOfRuleStep(typed("row-1", "a")));
    expect(placeOfRuleStep({ do: "setCells", cells: [] })).toBeNull();
  });
});
