import type { Scalar } from "../../engine/definition/names.js";
import { rowId } from "../../engine/definition/rules-of.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Cell, Row, Table } from "../../engine/definition/table.js";
import { ANYTHING } from "./cell-text.js";

/** A column by what it asks about, or by what it answers. */
export type Column = { readonly input: string } | { readonly output: string };

/** What one cell holds from now on; no name is the row's number. */
export type CellEdit =
  | { readonly row: string; readonly name: string }
  | { readonly row: string; readonly input: string; readonly cell: Cell }
  | { readonly row: string; readonly output: string; readonly value: Scalar };

/** A row with an id, so that it is known wherever it stands. */
export type NamedRow = Row & { readonly id: string };

/** One edit of a decision table, as it is kept with the draft. Rows are named as rules are: by id, or by their place (`row-1`). */
export type TableStep =
  /** Null takes the table away. */
  | { readonly do: "setTable"; readonly table: Table | null }
  /** Cells at once, as when they are pasted; `added` are rows that follow the others. */
  | {
      readonly do: "setCells";
      readonly cells: readonly CellEdit[];
      readonly added?: readonly Row[];
    }
  | { readonly do: "addRow"; readonly row: NamedRow; readonly place: number }
  | { readonly do: "removeRows"; readonly rows: readonly string[] }
  | { readonly do: "moveRow"; readonly row: string; readonly place: number }
  /** `value` is what all rows answer there, until they answer something else; a new input asks nothing. */
  | { readonly do: "addColumn"; readonly column: Column; readonly value?: Scalar }
  | { readonly do: "removeColumn"; readonly column: Column };

/** The rule set after one step; the same one when the step does not fit it. A table always keeps a row, an input and an output. */
export function applyTableStep(ruleSet: RuleSet, step: TableStep): RuleSet {
  if (step.do === "setTable") {
    const { table: _, ...rest } = ruleSet;
    return step.table === null ? rest : { ...rest, table: step.table };
  }
  const { table } = ruleSet;
  if (!table) return ruleSet;
  const changed = applied(table, step);
  return changed === table ? ruleSet : { ...ruleSet, table: changed };
}

/** Steps in the same place follow one another as one: those of typing. Null for all others. */
export function placeOfTableStep(step: TableStep): string | null {
  if (step.do !== "setCells" || step.added || step.cells.length !== 1) return null;
  return step.cells.map((edit) => `cell ${edit.row} ${columnName(edit)}`).join();
}

function columnName(edit: CellEdit): string {
  if ("name" in edit) return "name";
  return "input" in edit ? `if ${edit.input}` : `then ${edit.output}`;
}

/** A row that asks nothing and answers nothing. */
export function emptyRow({ inputs, outputs }: Table, id: string): NamedRow {
  return { id, if: filled([], inputs, ANYTHING), then: filled([], outputs, null) };
}

function applied(table: Table, step: Exclude<TableStep, { readonly do: "setTable" }>): Table {
  switch (step.do) {
    case "setCells":
      return withCells(table, step);
    case "addRow":
      return placeOf(table, step.row.id) < 0
        ? withRows(table, (rows) => rows.toSpliced(step.place, 0, step.row))
        : table;
    case "removeRows":
      return withoutRows(table, step.rows);
    case "moveRow":
      return placeOf(table, step.row) < 0 ? table : withRows(table, (rows) => moved(rows, step));
    case "addColumn":
      return withColumn(table, step);
    case "removeColumn":
      return withoutColumn(table, step.column);
  }
}

function withCells(
  table: Table,
  { cells, added = [] }: Extract<TableStep, { readonly do: "setCells" }>,
): Table {
  const edited = cells.reduce(
    (now, edit) => withRow(now, edit.row, (row) => withCell(table, row, edit)),
    table,
  );
  return added.length === 0 ? edited : { ...edited, rows: [...edited.rows, ...added] };
}

/** The row with one cell changed; the same one when there is no such column. */
export function withCell({ inputs, outputs }: Table, row: Row, edit: CellEdit): Row {
  if ("name" in edit) {
    const { name: _, ...rest } = row;
    return edit.name === "" ? rest : { ...rest, name: edit.name };
  }
  if ("input" in edit) {
    const column = inputs.indexOf(edit.input);
    if (column < 0) return row;
    return { ...row, if: filled(row.if, inputs, ANYTHING).with(column, edit.cell) };
  }
  const column = outputs.indexOf(edit.output);
  if (column < 0) return row;
  return { ...row, then: filled(row.then, outputs, null).with(column, edit.value) };
}

/** As many cells as there are columns. */
function filled<Of>(cells: readonly Of[], columns: readonly string[], empty: Of): Of[] {
  return columns.map((_, place) => cells[place] ?? empty);
}

function withRow(table: Table, id: string, change: (row: Row) => Row): Table {
  const place = placeOf(table, id);
  const row = table.rows[place];
  return row ? { ...table, rows: table.rows.with(place, change(row)) } : table;
}

function placeOf({ rows }: Table, id: string): number {
  return rows.findIndex((row, place) => rowId(row, place) === id);
}

/** Rows that change places keep what they are called: tests, decisions and later steps name them so. */
function withRows(table: Table, change: (rows: readonly NamedRow[]) => Row[]): Table {
  const named = table.rows.map((row, place) => ({ ...row, id: rowId(row, place) }));
  return { ...table, rows: change(named) };
}

function withoutRows(table: Table, ids: readonly string[]): Table {
  const there = ids.filter((id) => placeOf(table, id) >= 0);
  if (there.length === 0 || there.length >= table.rows.length) return table;
  return withRows(table, (rows) => rows.filter(({ id }) => !there.includes(id)));
}

function moved(
  rows: readonly NamedRow[],
  { row: id, place }: Extract<TableStep, { readonly do: "moveRow" }>,
): Row[] {
  const others = rows.filter((row) => row.id !== id);
  return others.toSpliced(place, 0, ...rows.filter((row) => row.id === id));
}

function withColumn(
  table: Table,
  { column, value = null }: Extract<TableStep, { readonly do: "addColumn" }>,
): Table {
  const { inputs, outputs, rows } = table;
  if ("input" in column) {
    if (inputs.includes(column.input)) return table;
    const wide = rows.map((row) => ({
      ...row,
      if: [...filled(row.if, inputs, ANYTHING), ANYTHING],
    }));
    return { ...table, inputs: [...inputs, column.input], rows: wide };
  }
  if (outputs.includes(column.output)) return table;
  const wide = rows.map((row) => ({ ...row, then: [...filled(row.then, outputs, null), value] }));
  return { ...table, outputs: [...outputs, column.output], rows: wide };
}

function withoutColumn(table: Table, column: Column): Table {
  const { inputs, outputs, rows } = table;
  if ("input" in column) {
    const place = inputs.indexOf(column.input);
    if (place < 0 || inputs.length === 1) return table;
    const narrow = rows.map((row) => ({ ...row, if: row.if.toSpliced(place, 1) }));
    return { ...table, inputs: inputs.toSpliced(place, 1), rows: narrow };
  }
  const place = outputs.indexOf(column.output);
  if (place < 0 || outputs.length === 1) return table;
  const narrow = rows.map((row) => ({ ...row, then: row.then.toSpliced(place, 1) }));
  return { ...table, outputs: outputs.toSpliced(place, 1), rows: narrow };
}
