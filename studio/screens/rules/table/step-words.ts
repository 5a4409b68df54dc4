import { readable } from "../../../ui/schema-form/choices.js";
import { answerText, cellText } from "../../../draft/cell-text.js";
import type { CellEdit, Column, TableStep } from "../../../draft/table-steps.js";
import { tableWords } from "../../../words/table.js";
import { rulesOf } from "../../../../engine/definition/rules-of.js";
import type { RuleSet } from "../../../../engine/definition/rule-set.js";

type World = { readonly ruleSet: RuleSet };

/** A step of a decision table as a sentence, with the names that rows have now. */
export function tableStepWords(step: TableStep, { ruleSet }: World): string {
  const { steps } = tableWords;
  const nameOf = (id: string) => rulesOf(ruleSet).find((rule) => rule.id === id)?.name ?? id;
  switch (step.do) {
    case "setTable":
      return step.table === null ? steps.removeTable : steps.setTable(step.table.rows.length);
    case "setCells":
      return cellWords(step, nameOf);
    case "addRow":
      return steps.addRow(step.place + 1);
    case "removeRows":
      return steps.removeRows(step.rows.map(nameOf));
    case "moveRow":
      return steps.moveRow(nameOf(step.row), step.place + 1);
    case "addColumn":
      return steps.addColumn(columnKey(step.column));
    case "removeColumn":
      return steps.removeColumn(columnKey(step.column));
  }
}

function cellWords(
  { cells, added = [] }: Extract<TableStep, { readonly do: "setCells" }>,
  nameOf: (id: string) => string,
): string {
  const { steps } = tableWords;
  const [only, ...more] = cells;
  if (only && more.length === 0 && added.length === 0)
    return steps.cell(nameOf(only.row), ...saidOf(only));
  const parts = [
    ...(cells.length > 0 ? [steps.cells(cells.length)] : []),
    ...(added.length > 0 ? [steps.added(added.length)] : []),
  ];
  return parts.join(". ");
}

function saidOf(edit: CellEdit): readonly [column: string, text: string] {
  if ("name" in edit) return [tableWords.name, edit.name];
  return "input" in edit
    ? [edit.input, cellText(edit.cell)]
    : [readable(edit.output), answerText(edit.value)];
}

function columnKey(column: Column): string {
  return "input" in column ? column.input : readable(column.output);
}
