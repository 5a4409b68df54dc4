import { count } from "./count.js";

/** The texts about decision tables, in English. */
export const tableEn = {
  title: "Decision table",
  lead: "Each row is a rule: it holds when every cell of it does. Rules written one by one are asked before.",
  none: "These rules have no table",
  noneText: "Many rules that ask about the same things are easier to read as rows of a table.",
  start: "Begin a table",
  remove: "Remove the table",
  help: "How cells are written",
  syntax: [
    ["-", "anything, also nothing"],
    ["visit", "this value"],
    ["visit, call", "one of these values"],
    ["list(red-flags)", "one of the words in a list"],
    [
      "< 5 · >= 18 · [18..65)",
      "a number on this side, or between; a round bracket leaves the end out",
    ],
    ["not(visit)", "there, and not this"],
    ["contains(chest pain)", "a text with these words"],
    ['"5"', "the text itself, whatever it looks like"],
  ],
  keys: "Arrow keys move, Shift selects, Enter changes a cell, Delete empties. Copy and paste work with spreadsheets.",
  name: "Name",
  row: (n: number) => `Row ${String(n)}`,
  cell: (row: string, column: string) => `${row}, ${column}`,
  whenColumn: (label: string) => `When: ${label}`,
  thenColumn: (label: string) => `Then: ${label}`,
  takeOff: "Take off a column",
  always: "whatever is asked",
  addInput: "Ask about",
  addOutput: "Answer also",
  choose: "Choose …",
  addRow: "Add a row",
  duplicate: "Duplicate",
  up: "Move up",
  down: "Move down",
  removeRows: (n: number) => (n === 1 ? "Remove the row" : `Remove ${String(n)} rows`),
  rows: (n: number) => `The ${count(n, "row", "rows")} of the table are asked after these`,
  lost: (n: number) =>
    `${count(n, "column was", "columns were")} left out: the table has no more of them.`,
  csv: "Save as CSV",
  takeCsv: "Take from CSV",
  csvLead:
    "A table that was saved here, or made in a spreadsheet: a first line with “row”, “name”, “if …” and “then …”, and a line for each row. It takes the place of the table that is here.",
  csvFile: "File (CSV)",
  csvReading: "The file is read …",
  csvUnread: "This is no table",
  csvTake: "Take this table",
  csvSays: (rows: number, columns: number) =>
    `${count(rows, "row", "rows")}, ${count(columns, "column", "columns")}.`,
  faults: {
    empty: "Nothing stands in it.",
    noInput: "No column begins with “if”.",
    noOutput: "No column begins with “then”.",
    noRow: "There is a first line, and no row below it.",
    column: (column: string) =>
      `The column “${column}” is called neither “row” nor “name”, and begins with neither “if” nor “then”.`,
    twice: (column: string) => `The column “${column}” is there twice.`,
    width: (line: number, cells: number, columns: number) =>
      `Line ${String(line)} has ${count(cells, "cell", "cells")}, and there are ${count(columns, "column", "columns")}.`,
    quotes: (line: number) => `A quotation mark near line ${String(line)} is never closed.`,
  },
  steps: {
    cells: (n: number) => (n === 1 ? "Changed a cell" : `Changed ${String(n)} cells`),
    cell: (row: string, column: string, text: string) =>
      `${row}, ${column}: ${text === "" ? "nothing" : text}`,
    added: (n: number) => `Added ${count(n, "row", "rows")}`,
    addRow: (place: number) => `Added a row at place ${String(place)}`,
    removeRows: (rows: readonly string[]) =>
      `Removed ${rows.map((row) => `the row “${row}”`).join(", ")}`,
    moveRow: (row: string, place: number) => `Moved “${row}” to place ${String(place)}`,
    addColumn: (column: string) => `Added the column “${column}”`,
    removeColumn: (column: string) => `Took off the column “${column}”`,
    setTable: (rows: number) => `Took over a table of ${count(rows, "row", "rows")}`,
    removeTable: "Removed the table",
  },
};
