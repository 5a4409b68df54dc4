import Papa from "papaparse";
import type { FactType } from "../../engine/definition/conditions/condition.js";
import type { Row, Table } from "../../engine/definition/table.js";
import { answerText, cellText, typedAnswer, typedCell } from "../draft/cell-text.js";
import type { AnswerField } from "../draft/answer-fields.js";

/** What the columns hold, by fact and by key, as far as it is known; texts are read by it. */
export type ColumnTypes = {
  readonly inputs: Readonly<Record<string, FactType>>;
  readonly outputs: Readonly<Record<string, AnswerField["type"]>>;
};

/** Why a text is no table, and in which line, counted from 1. */
export type CsvFault =
  | { readonly why: "empty" | "noInput" | "noOutput" | "noRow" }
  | { readonly why: "column" | "twice"; readonly column: string }
  | {
      readonly why: "width";
      readonly line: number;
      readonly cells: number;
      readonly columns: number;
    }
  | { readonly why: "quotes"; readonly line: number };

/**
 * A decision table as CSV (RFC 4180): a line of `row`, `name`, `if <fact>` …, `then <key>` …, then a line for each row. A
 * cell that a spreadsheet would take for a formula has an apostrophe before it, which {@link readTableCsv} takes off again.
 */
export function tableCsv({ inputs, outputs, rows }: Table): string {
  const header = [
    ID,
    NAME,
    ...inputs.map((fact) => IF + fact),
    ...outputs.map((key) => THEN + key),
  ];
  const lines = rows.map((row) => [
    row.id ?? "",
    row.name ?? "",
    ...row.if.map(cellText),
    ...row.then.map(answerText),
  ]);
  return `${Papa.unparse([header, ...lines], { escapeFormulae: FORMULA })}\r\n`;
}

/** A table from CSV as {@link tableCsv} or a spreadsheet writes it: with commas, semicolons or tabs; an empty input asks nothing. */
export function readTableCsv(
  text: string,
  types: ColumnTypes,
): { readonly table: Table } | { readonly fault: CsvFault } {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: "greedy" });
  const quotes = errors.find(({ type }) => type === "Quotes");
  if (quotes) return { fault: { why: "quotes", line: (quotes.row ?? 0) + 1 } };
  const [header, ...lines] = data.map((line) => line.map(unescaped));
  if (!header) return { fault: { why: "empty" } };
  const columns = header.map(columnOf);
  const fault = headerFault(header, columns) ?? lineFault(lines, header.length);
  if (fault) return { fault };
  return {
    table: {
      inputs: columns.flatMap((column) => ("input" in column ? [column.input] : [])),
      outputs: columns.flatMap((column) => ("output" in column ? [column.output] : [])),
      rows: lines.map((line) => rowOf(line, columns, types)),
    },
  };
}

/** Cells as a spreadsheet puts them on the clipboard: each line with an end of its own, tabs between the cells. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const { data } = Papa.parse<string[]>(text.replace(/\r?\n$/, ""), { delimiter: "\t" });
  return data.length === 0 ? [[""]] : data;
}

/** Cells for the clipboard, as a spreadsheet takes them. */
export function clipboardText(cells: readonly (readonly string[])[]): string {
  const lines = cells.map((line) => [...line]);
  return `${Papa.unparse(lines, { delimiter: "\t", newline: "\n" })}\n`;
}

const ID = "row";
const NAME = "name";
const IF = "if ";
const THEN = "then ";

/** What spreadsheets run; numbers below zero and a dash alone they do not. */
const FORMULA = /^'*(?:[=+@\t\r]|-(?!\d+(?:\.\d+)?$).)/;

function unescaped(cell: string): string {
  const rest = cell.slice(1);
  return cell.startsWith("'") && FORMULA.test(rest) ? rest : cell;
}

type CsvColumn =
  | { readonly input: string }
  | { readonly output: string }
  | { readonly of: "id" | "name" }
  | { readonly unknown: true };

function columnOf(header: string): CsvColumn {
  const text = header.trim();
  if (text === ID) return { of: "id" };
  if (text === NAME) return { of: "name" };
  if (text.startsWith(IF)) return { input: text.slice(IF.length).trim() };
  return text.startsWith(THEN) ? { output: text.slice(THEN.length).trim() } : { unknown: true };
}

function headerFault(header: readonly string[], columns: readonly CsvColumn[]): CsvFault | null {
  const names = header.map((name) => name.trim());
  const unknown = columns.findIndex((column) => "unknown" in column);
  if (unknown >= 0) return { why: "column", column: names[unknown] ?? "" };
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) return { why: "twice", column: twice };
  if (!columns.some((column) => "input" in column)) return { why: "noInput" };
  return columns.some((column) => "output" in column) ? null : { why: "noOutput" };
}

function lineFault(lines: readonly (readonly string[])[], columns: number): CsvFault | null {
  const place = lines.findIndex((line) => line.length !== columns);
  const cells = lines[place]?.length;
  if (cells !== undefined) return { why: "width", line: place + 2, cells, columns };
  return lines.length === 0 ? { why: "noRow" } : null;
}

function rowOf(line: readonly string[], columns: readonly CsvColumn[], types: ColumnTypes): Row {
  const cells = columns.map((column, place) => ({ column, text: line[place] ?? "" }));
  const textOf = (what: "id" | "name") =>
    cells.find(({ column }) => "of" in column && column.of === what)?.text.trim() ?? "";
  const [id, name] = [textOf("id"), textOf("name")];
  return {
    ...(id === "" ? {} : { id }),
    ...(name === "" ? {} : { name }),
    if: cells.flatMap(({ column, text }) =>
      "input" in column ? [typedCell(text, types.inputs[column.input])] : [],
    ),
    then: cells.flatMap(({ column, text }) =>
      "output" in column ? [typedAnswer(text, types.outputs[column.output])] : [],
    ),
  };
}
