import type { Row, Table } from "../../../../engine/definition/table.js";
import { rowId } from "../../../../engine/definition/rules-of.js";
import {
  ANYTHING,
  answerText,
  cellText,
  typedAnswer,
  typedCell,
} from "../../../draft/cell-text.js";
import { type CellEdit, emptyRow, type TableStep, withCell } from "../../../draft/table-steps.js";
import type { ColumnTypes } from "../../../files/table-csv.js";
import { freeId } from "../new-rule.js";
import { rangeOf, type Selection } from "./selection.js";

/** A column of the grid: the names of the rows, what is asked, and what is answered. */
export type GridColumn =
  | { readonly is: "name" }
  | { readonly is: "input"; readonly key: string; readonly place: number }
  | { readonly is: "output"; readonly key: string; readonly place: number };

/** All columns of a table in their order. */
export function columnsOf({ inputs, outputs }: Table): readonly GridColumn[] {
  return [
    { is: "name" },
    ...inputs.map((key, place) => ({ is: "input" as const, key, place })),
    ...outputs.map((key, place) => ({ is: "output" as const, key, place })),
  ];
}

/** How a column is known among the others. */
export function columnId(column: GridColumn): string {
  return column.is === "name" ? "name" : `${column.is} ${column.key}`;
}

/** What a cell says, as it is typed. */
export function textOf(row: Row, column: GridColumn): string {
  if (column.is === "name") return row.name ?? "";
  return column.is === "input"
    ? cellText(row.if[column.place] ?? ANYTHING)
    : answerText(row.then[column.place] ?? null);
}

/** The text of everything that is selected, line by line. */
export function selectedTexts(table: Table, selection: Selection): readonly (readonly string[])[] {
  const { top, bottom, left, right } = rangeOf(selection);
  const columns = columnsOf(table).slice(left, right + 1);
  return table.rows.slice(top, bottom + 1).map((row) => columns.map((one) => textOf(row, one)));
}

/** Typing into one cell. */
export function typedStep(
  typed: { readonly row: string; readonly column: GridColumn; readonly text: string },
  types: ColumnTypes,
): TableStep {
  return { do: "setCells", cells: [editOf(typed.row, typed.column, typed.text, types)] };
}

/** Emptying what is selected. */
export function clearedStep(table: Table, selection: Selection, types: ColumnTypes): TableStep {
  return pastedOver(table, { selection, texts: [[""]], taken: new Set() }, types).step;
}

/** What a paste does, and how many columns found no place. */
export type Pasted = { readonly step: TableStep; readonly lost: number };

/**
 * Pasting: from the first selected cell on, with rows added where there are too few; a single cell fills all that is
 * selected. What is wider than the table is left out.
 */
export function pastedOver(
  table: Table,
  pasted: {
    readonly selection: Selection;
    readonly texts: readonly (readonly string[])[];
    /** Ids that are taken, by rules and rows. */
    readonly taken: ReadonlySet<string>;
  },
  types: ColumnTypes,
): Pasted {
  const { top, left } = rangeOf(pasted.selection);
  const columns = columnsOf(table).slice(left);
  const texts = spread(pasted.texts, pasted.selection);
  const ids = new Set(pasted.taken);
  const cells: CellEdit[] = [];
  const added: Row[] = [];
  for (const [line, cellTexts] of texts.entries()) {
    const there = table.rows[top + line];
    const id = there ? rowId(there, top + line) : freeId("row", ids);
    ids.add(id);
    const edits = cellTexts.flatMap((text, place) => {
      const column = columns[place];
      return column ? [editOf(id, column, text, types)] : [];
    });
    if (there) cells.push(...edits);
    else
      added.push(edits.reduce<Row>((row, edit) => withCell(table, row, edit), emptyRow(table, id)));
  }
  const widest = Math.max(...texts.map((line) => line.length));
  return {
    step: { do: "setCells", cells, ...(added.length > 0 ? { added } : {}) },
    lost: Math.max(0, widest - columns.length),
  };
}

function spread(
  texts: readonly (readonly string[])[],
  selection: Selection,
): readonly (readonly string[])[] {
  const [line = [], ...more] = texts;
  const [text = ""] = line;
  if (more.length > 0 || line.length > 1) return texts;
  const { top, bottom, left, right } = rangeOf(selection);
  return Array.from({ length: bottom - top + 1 }, () =>
    Array.from({ length: right - left + 1 }, () => text),
  );
}

function editOf(row: string, column: GridColumn, text: string, types: ColumnTypes): CellEdit {
  if (column.is === "name") return { row, name: text.trim().slice(0, LONGEST_NAME) };
  return column.is === "input"
    ? { row, input: column.key, cell: typedCell(text, types.inputs[column.key]) }
    : { row, output: column.key, value: typedAnswer(text, types.outputs[column.key]) };
}

/** Characters of a name that a definition takes. */
const LONGEST_NAME = 120;
