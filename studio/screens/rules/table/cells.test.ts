import { describe, expect, test } from "vitest";
import type { Table } from "../../../../engine/definition/table.js";
import { applyTableStep, type TableStep } from "../../../draft/table-steps.js";
import { ruleSetOf } from "../../../../rules/testing/random-rules.js";
import { clearedStep, columnsOf, pastedOver, selectedTexts, typedStep } from "./cells.js";
import { only, type Selection } from "./selection.js";

const table: Table = {
  inputs: ["data.kind", "data.age"],
  outputs: ["queue"],
  rows: [
    { name: "Bills", if: ["bill", "-"], then: ["billing"] },
    { id: "old", if: [["visit", "call"], ">= 70"], then: ["medical"] },
  ],
};
const types = { inputs: { "data.kind": "text", "data.age": "number" }, outputs: {} } as const;
const taken = new Set(["row-1", "old"]);
const after = (step: TableStep) => applyTableStep(ruleSetOf({ table, otherwise: {} }), step).table;
const at = (row: number, column: number) => only({ row, column });
const paste = (selection: Selection, texts: readonly (readonly string[])[]) =>
  pastedOver(table, { selection, texts, taken }, types);

describe("the cells of a decision table", () => {
  test("are copied as they are typed", () => {
    const all: Selection = { from: { row: 1, column: 3 }, at: { row: 0, column: 0 } };
    expect(selectedTexts(table, all)).toEqual([
      ["Bills", "bill", "-", "billing"],
      ["", "visit, call", ">= 70", "medical"],
    ]);
  });

  test("are read by what their column holds when somebody types", () => {
    const [name, kind, age] = columnsOf(table);
    if (!name || !kind || !age) throw new Error("columns are missing");
    const typed = (column: typeof name, text: string) =>
      after(typedStep({ row: "row-1", column, text }, types))?.rows[0];
    expect(typed(name, " ")).not.toHaveProperty("name");
    expect(typed(kind, "5")?.if[0]).toBe('"5"');
    expect(typed(age, "5")?.if[1]).toBe(5);
  });

  test("are pasted from the first selected one on; rows that are missing are added, under ids that nobody has", () => {
    const { step, lost } = paste(at(1, 1), [
      ["call", "[0..5)"],
      ["bill", ""],
      ["visit", "7", "support"],
    ]);
    expect(lost).toBe(0);
    expect(after(step)?.rows).toEqual([
      table.rows[0],
      { id: "old", if: ["call", "[0..5)"], then: ["medical"] },
      { id: "row-2", if: ["bill", "-"], then: [null] },
      { id: "row-3", if: ["visit", 7], then: ["support"] },
    ]);
  });

  test("beyond the last column are left out and counted", () => {
    const { step, lost } = paste(at(0, 3), [["triage", "more", "and more"]]);
    expect(lost).toBe(2);
    expect(after(step)?.rows[0]).toEqual({ ...table.rows[0], then: ["triage"] });
  });

  test("are all filled by one that is pasted over several, and emptied together", () => {
    const both: Selection = { from: { row: 0, column: 2 }, at: { row: 1, column: 2 } };
    expect(after(paste(both, [["< 5"]]).step)?.rows.map((row) => row.if[1])).toEqual([
      "< 5",
      "< 5",
    ]);
    const all: Selection = { from: { row: 0, column: 0 }, at: { row: 1, column: 3 } };
    expect(after(clearedStep(table, all, types))?.rows).toEqual([
      { if: ["-", "-"], then: [null] },
      { id: "old", if: ["-", "-"], then: [null] },
    ]);
  });
});
