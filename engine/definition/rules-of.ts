import type { Condition } from "./conditions/condition.js";
import { pointer, type Finding } from "./finding.js";
import { finding } from "./lint/codes.js";
import type { Rule, RuleSet } from "./rule-set.js";
import type { Row, Table } from "./table.js";
import { readCell } from "./table-cells.js";

/** The rules that tables stand for, because a table is asked many times and never changes. */
const known = new WeakMap<Table, readonly Rule[]>();

/**
 * All rules of a set in their order: those written as rules, then the rows of its table. A row is the rule "every cell of it
 * holds"; one with a cell that cannot be read never matches, and `tableFindings` tells why.
 */
export function rulesOf(ruleSet: Pick<RuleSet, "rules" | "table">): readonly Rule[] {
  const { rules, table } = ruleSet;
  if (!table) return rules;
  const made = known.get(table) ?? table.rows.map((row, place) => ruleOfRow(table, row, place));
  known.set(table, made);
  return [...rules, ...made];
}

/** How the rule of a row is called: by its id, or by its place. */
export function rowId({ id }: Row, place: number): string {
  return id ?? `row-${String(place + 1)}`;
}

/** Cells that cannot be read, and rows with more or fewer cells than columns (R017). Paths lead to row and column. */
export function tableFindings({ table }: Pick<RuleSet, "table">): readonly Finding[] {
  if (!table) return [];
  return table.rows.flatMap((row, place) => {
    const at = pointer("table", "rows", place);
    return [
      ...widthFindings(row.if.length, table.inputs.length, `${at}/if`),
      ...widthFindings(row.then.length, table.outputs.length, `${at}/then`),
      ...table.inputs.flatMap((fact, column) => {
        const read = readCell(fact, row.if[column] ?? "-");
        if (!("wrong" in read)) return [];
        const message = `Row ${String(place + 1)}, ${fact}: ${read.wrong}`;
        return [finding("R017", `${at}/if/${String(column)}`, message, CELLS)];
      }),
    ];
  });
}

const CELLS =
  "Write `-` for anything, a value, a list, `[18..65)`, `< 5`, `not(…)`, `contains(…)`, or the text itself in double quotes.";

function widthFindings(cells: number, columns: number, path: string): readonly Finding[] {
  if (cells === columns) return [];
  const message = `The row has ${String(cells)} cells, and there are ${String(columns)} columns.`;
  return [finding("R017", path, message, "Write one cell for each column.")];
}

/** Where a place in a rule made of a row stands in the table: `/rules/7/when/all/1/value` → `/table/rows/4/if/2`. */
export function tablePath(
  path: string,
  { rules, table }: Pick<RuleSet, "rules" | "table">,
): string {
  const [, list, index = "", part, ...rest] = path.split("/");
  const place = Number(index) - rules.length;
  const row = table?.rows[place];
  if (!table || list !== "rules" || index === "" || !row) return path;
  const at = pointer("table", "rows", place);
  if (part === "then") {
    const output = table.outputs.indexOf(rest[0] ?? "");
    return output < 0 ? `${at}/then` : `${at}/then/${String(output)}`;
  }
  if (part !== "when") return part === undefined ? at : `${at}/${part}`;
  const column = askedColumns(table, row)[Number(rest[1])];
  return column === undefined ? `${at}/if` : `${at}/if/${String(column)}`;
}

function ruleOfRow(table: Table, row: Row, place: number): Rule {
  const answers = table.outputs.map((key, column) => [key, row.then[column] ?? null] as const);
  return {
    id: rowId(row, place),
    name: row.name ?? `Row ${String(place + 1)}`,
    when: conditionOfRow(table, row),
    then: Object.fromEntries(answers),
  };
}

function conditionOfRow(table: Table, row: Row): Condition {
  const cells = askedColumns(table, row).map((column): Condition => {
    const read = readCell(table.inputs[column] ?? "", row.if[column] ?? "-");
    return "condition" in read ? read.condition : { any: [] };
  });
  if (cells.length > 0) return { all: cells };
  const fact = table.inputs[0] ?? "";
  return {
    any: [
      { fact, operator: "isPresent" },
      { fact, operator: "isAbsent" },
    ],
  };
}

/** The columns in which a row asks something, in their order. */
function askedColumns({ inputs }: Table, row: Row): readonly number[] {
  return inputs.flatMap((fact, column) =>
    "anything" in readCell(fact, row.if[column] ?? "-") ? [] : [column],
  );
}
