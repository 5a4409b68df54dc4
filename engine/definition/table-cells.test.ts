import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "./conditions/evaluate.js";
import type { Json } from "./names.js";
import type { Cell } from "./table.js";
import { readCell } from "./table-cells.js";

/** A cell, values for which it holds, and values for which it does not; `undefined` is an absent fact. */
const CELLS: readonly [
  cell: Cell,
  yes: readonly (Json | undefined)[],
  no: readonly (Json | undefined)[],
][] = [
  ["High", ["High"], ["Low", undefined]],
  [5, [5], ["5", 6]],
  [true, [true], [false, undefined]],
  [
    ["High", "Low"],
    ["High", "Low"],
    ["Medium", undefined],
  ],
  [{ list: "urgent" }, ["High"], ["Low"]],
  ["< 5", [4.9, -1], [5, "4", undefined]],
  ["<=5", [5], [5.1]],
  ["> -2.5", [-2.4], [-2.5]],
  [">= 5", [5], [4.9]],
  ["< 2026-03-01T00:00:00Z", ["2026-02-28T23:59:59Z"], ["2026-03-01T00:00:00Z"]],
  ["[18..65)", [18, 64.9], [17.9, 65, undefined]],
  ["(18 .. 65]", [18.1, 65], [18, 65.1]],
  ["[7..7]", [7], [6, 8]],
  ["not(High)", ["Low"], ["High", undefined]],
  ["not([18..65))", [17, 65], [18, undefined]],
  ["not(not(High))", ["High"], ["Low", undefined]],
  ["not(-)", [undefined, "", null], ["High"]],
  ["contains(chest pain)", ["My CHEST pain"], ["My chest", undefined]],
  ['"-"', ["-"], ["High", undefined]],
  ['"not(High)"', ["not(High)"], ["Low"]],
];

const lists = { urgent: ["High"] };

test.each(CELLS)("the cell %j holds for %j and not for %j", (cell, yes, no) => {
  const read = readCell("data.x", cell);
  if (!("condition" in read)) throw new Error(JSON.stringify(read));
  const says = (x: Json | undefined) =>
    holds(read.condition, { data: x === undefined ? {} : { x } }, { lists });
  expect(yes.map(says)).toEqual(yes.map(() => true));
  expect(no.map(says)).toEqual(no.map(() => false));
});

test("a dash asks nothing", () => {
  expect(readCell("data.x", " - ")).toEqual({ anything: true });
});

test.each([
  "",
  " ",
  "< many",
  "<= 2026-03-01T00:00:00Z",
  "[18..old)",
  "[65..18]",
  "(7..7]",
  "not()",
  "contains( )",
  "not([9..1])",
])("the cell “%s” is refused with words", (cell) => {
  expect(readCell("data.x", cell)).toEqual({
    wrong: expect.stringMatching(/^[A-Z`].*\.$/) as unknown,
  });
});

test("whatever stands in a cell, reading it ends in one of three ways", () => {
  const parts = fc.constantFrom(
    "not(",
    ")",
    "[",
    "(",
    "..",
    "<",
    ">=",
    "-",
    "5",
    '"',
    "contains(",
    " ",
    "x",
  );
  const cell = fc.oneof(
    fc.string(),
    fc.array(parts, { maxLength: 20 }).map((made) => made.join("")),
  );
  fc.assert(
    fc.property(cell, (made) => {
      const [way, ...others] = Object.keys(readCell("data.x", made));
      expect(["condition", "anything", "wrong"]).toContain(way);
      expect(others).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
