import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ruleSetOf } from "../../rules/testing/random-rules.js";
import { rulesOf } from "../../engine/definition/rules-of.js";
import type { Table } from "../../engine/definition/table.js";
import { cellsOf, clipboardText, readTableCsv, tableCsv } from "./table-csv.js";

const table: Table = {
  inputs: ["data.kind", "data.age"],
  outputs: ["queue", "urgent"],
  rows: [
    { name: "Bills, all", if: ["bill", "-"], then: ["billing", false] },
    { id: "old", if: [["visit", "call"], ">= 70"], then: ['The "desk"', null] },
    { if: [{ list: "words" }, "[0..12)"], then: ["-5", true] },
  ],
};
const types = { inputs: {}, outputs: {} };

function read(text: string): Table {
  const found = readTableCsv(text, types);
  if ("fault" in found) throw new Error(JSON.stringify(found.fault));
  return found.table;
}

describe("a decision table as CSV", () => {
  test("has a line for each row, and is read back as it was", () => {
    const text = tableCsv(table);
    expect(text.split("\r\n").slice(0, 3)).toEqual([
      "row,name,if data.kind,if data.age,then queue,then urgent",
      ',"Bills, all",bill,-,billing,false',
      'old,,"visit, call",>= 70,"""The \\""desk\\""""",',
    ]);
    expect(read(text)).toEqual(table);
  });

  test("asks and answers the same after it was a file, whatever stands in it", () => {
    const special = fc.constantFrom(
      "=1+1",
      "'=1",
      "@x",
      "-x",
      "-5",
      "+",
      "a;b",
      "a\tb",
      '"',
      "x\ny",
    );
    const value = fc.oneof(special, fc.string({ minLength: 1 }), fc.integer(), fc.boolean());
    const row = fc.record({
      name: fc.string({ minLength: 1 }).map((name) => `a${name.trim()}`),
      if: fc.tuple(fc.oneof(value, fc.array(value, { minLength: 2, maxLength: 3 }))),
      then: fc.tuple(fc.oneof(value, fc.constant(null))),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        fc.pre(rows.every(({ if: [cell] }) => String(cell).trim() !== ""));
        const before: Table = { inputs: ["data.x"], outputs: ["queue"], rows };
        const after = read(tableCsv(before));
        const asked = (one: Table) =>
          rulesOf(ruleSetOf({ table: one, otherwise: {} })).map(({ name, when, then }) => ({
            ...{ name, then },
            when: JSON.stringify(when),
          }));
        expect(asked(after)).toEqual(asked(before));
      }),
      { numRuns: 2_000 },
    );
  });

  test("holds nothing that a spreadsheet would run", () => {
    const dangerous = ["=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "=1,2"];
    const rows = dangerous.map((text) => ({ name: text, if: [`"${text}"`], then: [text] }));
    const text = tableCsv({ inputs: ["data.x"], outputs: ["queue"], rows });
    const cells = text
      .split(/\r\n|,/)
      .map((cell) => cell.replace(/^"/, ""))
      .filter((cell) => cell !== "-");
    expect(cells.filter((cell) => /^[=+@\t\r-]/.test(cell))).toEqual([]);
    expect(read(text).rows.map(({ then }) => then[0])).toEqual(dangerous);
  });

  test("is read as a spreadsheet saves it: with semicolons, a mark before the first letter, lines that are empty", () => {
    const text = "\ufeffif data.kind;if data.age;then queue\r\nbill;;billing\r\n;5;\r\n;;\r\n\r\n";
    expect(read(text)).toEqual({
      inputs: ["data.kind", "data.age"],
      outputs: ["queue"],
      rows: [
        { if: ["bill", "-"], then: ["billing"] },
        { if: ["-", 5], then: [null] },
      ],
    });
  });

  test("is read by what its columns hold", () => {
    const found = readTableCsv("if data.kind,then queue\n5,7\n", {
      inputs: { "data.kind": "text" },
      outputs: { queue: "text" },
    });
    expect(found).toMatchObject({ table: { rows: [{ if: ['"5"'], then: ["7"] }] } });
  });

  test.each([
    ["", { why: "empty" }],
    ["if data.x,then queue\n", { why: "noRow" }],
    ["name,then queue\na,b\n", { why: "noInput" }],
    ["if data.x\na\n", { why: "noOutput" }],
    ["if data.x,queue\na,b\n", { why: "column", column: "queue" }],
    ["if data.x,if data.x,then queue\na,b,c\n", { why: "twice", column: "if data.x" }],
    ["if data.x,then queue\na,b\na,b,c\n", { why: "width", line: 3, cells: 3, columns: 2 }],
    ['if data.x,then queue\na,"b\n', { why: "quotes", line: 2 }],
  ])("%j is refused with where and why", (text, fault) => {
    expect(readTableCsv(text, types)).toEqual({ fault });
  });
});

test("cells go to the clipboard and come back as they were, also those with tabs, lines and quotes", () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom("a\tb", "x\ny", '"', ""));
  const cells = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
    );
  fc.assert(
    fc.property(cells, (lines) => {
      expect(cellsOf(clipboardText(lines))).toEqual(lines);
    }),
  );
  expect(cellsOf("a\tb\r\nc\td\r\n")).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});
