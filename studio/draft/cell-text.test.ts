import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../../engine/definition/conditions/evaluate.js";
import type { Json } from "../../engine/definition/names.js";
import { readCell } from "../../engine/definition/table-cells.js";
import type { Cell } from "../../engine/definition/table.js";
import { answerText, cellText, typedAnswer, typedCell } from "./cell-text.js";

describe("a cell of a decision table", () => {
  test.each<[cell: Cell, text: string]>([
    ["visit", "visit"],
    [" visit ", "visit"],
    [["visit", "call"], "visit, call"],
    [["Dar es Salaam, centre", 5, true, "5"], '"Dar es Salaam, centre", 5, true, "5"'],
    ["Dar es Salaam, centre", '"Dar es Salaam, centre"'],
    ["Clinic (north)", "Clinic (north)"],
    [["Clinic (north)", "a"], '"Clinic (north)", a'],
    [{ list: "red-flags" }, "list(red-flags)"],
    ["list(red-flags)", '"list(red-flags)"'],
    [5, "5"],
    ["5", '"5"'],
    ["true", '"true"'],
    ['"-"', '"-"'],
    ["-", "-"],
    ["[18..65)", "[18..65)"],
    ["contains(chest pain, severe)", "contains(chest pain, severe)"],
    [["-"], '"-"'],
  ])("%j is shown as %s", (cell, text) => {
    expect(cellText(cell)).toBe(text);
  });

  test.each<[typed: string, type: "text" | "number" | "boolean", cell: Cell]>([
    ["", "text", "-"],
    ["5", "text", '"5"'],
    ["5", "number", 5],
    ["5, 7", "number", [5, 7]],
    ["5, 7", "text", ["5", "7"]],
    ["true", "boolean", true],
    ["a,", "text", "a"],
    ['"not closed', "text", '"not closed'],
  ])("%s, typed for a %s, is %j", (typed, type, cell) => {
    expect(typedCell(typed, type)).toEqual(cell);
  });

  test("asks the same after it was shown and typed again", () => {
    const value = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constantFrom(
        "-",
        "true",
        "5",
        "1e5",
        "a, b",
        '"',
        '"a", "b"',
        "list(a)",
        "[1..2]",
        "[a",
        "b..c]",
      ),
      fc.constantFrom("not(a, b)", "not(a", "b)", "contains(a, b)", "contains(", "< 5", "(1 .. 5]"),
    );
    const cell: fc.Arbitrary<Cell> = fc.oneof(
      value,
      fc.array(value, { minLength: 1, maxLength: 4 }),
      fc.constant({ list: "urgent" }),
    );
    fc.assert(
      fc.property(cell, value, (asked, fact) => {
        const before = readCell("data.x", asked);
        fc.pre(!("wrong" in before) && !isEmptied(asked));
        const after = readCell("data.x", typedCell(cellText(asked)));
        for (const x of [fact, ...valuesOf(asked)])
          expect(answer(after, x)).toBe(answer(before, x));
      }),
      { numRuns: 5_000 },
    );
  });
});

test("an answer is the same after it was shown and typed again", () => {
  const scalar = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom("-", "5", "a, b", '"a", "b"', "<5,", " a ", "not(a, b)", '"', "list(a)", "\n"),
  );
  fc.assert(
    fc.property(scalar, (one) => {
      expect(typedAnswer(answerText(one))).toBe(one);
    }),
    { numRuns: 5_000 },
  );
  expect(typedAnswer("5", "text")).toBe("5");
});

const lists = { urgent: ["High"] };

function answer(read: ReturnType<typeof readCell>, x: Json): boolean | string {
  if ("wrong" in read) return read.wrong;
  return "anything" in read || holds(read.condition, { data: { x } }, { lists });
}

/** A text that is nothing once the space around it is gone cannot be asked for in a cell of its own. */
function isEmptied(cell: Cell): boolean {
  return typeof cell === "string" && cell.trim() === "";
}

function valuesOf(cell: Cell): readonly (string | number | boolean)[] {
  if (Array.isArray(cell)) return cell;
  return typeof cell === "object" ? lists.urgent : [cell, String(cell).trim()];
}
