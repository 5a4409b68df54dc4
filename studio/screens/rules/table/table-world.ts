import type { AnswerField } from "../../../draft/answer-fields.js";
import { answerText } from "../../../draft/cell-text.js";
import { valuesOf } from "../../../draft/comparison.js";
import type { FactLabels } from "../../../../rules/phrases.js";
import type { ColumnTypes } from "../../../files/table-csv.js";
import { readable, type Choice } from "../../../ui/schema-form/choices.js";
import { tableWords } from "../../../words/table.js";
import { choicesOf } from "../answer-row.js";
import type { RulesWorld } from "../rules-context.js";
import type { GridColumn } from "./cells.js";

/** What the columns of a table hold, by what the workflow knows. */
export function typesOf({ vocabulary, answers }: RulesWorld): ColumnTypes {
  return {
    inputs: vocabulary.facts,
    outputs: Object.fromEntries(answers.map(({ key, type }) => [key, type])),
  };
}

/** A column as people read it and are helped with it. */
export type ColumnView = {
  readonly column: GridColumn;
  readonly label: string;
  /** Texts that are offered while somebody types. */
  readonly offered: readonly string[];
  /** What is chosen from, where nothing else may be answered. */
  readonly choices: readonly Choice[] | null;
  /** A text of a cell as people read it. */
  readonly words: (text: string) => string;
};

/** How a column is shown. */
export function viewOf(
  column: GridColumn,
  { vocabulary, labels, answers }: RulesWorld,
): ColumnView {
  const plain = { column, offered: [], choices: null, words: (text: string) => text };
  if (column.is === "name") return { ...plain, label: tableWords.name };
  if (column.is === "input")
    return {
      ...plain,
      label: tableWords.whenColumn(factName(labels, column.key)),
      offered: valuesOf(column.key, vocabulary),
    };
  const field = answers.find(({ key }) => key === column.key);
  const label = tableWords.thenColumn(answerName(answers, column.key));
  const choices = field ? typedChoices(field) : null;
  const words = (text: string) => choices?.find(({ value }) => value === text)?.label ?? text;
  return { ...plain, label, choices, words };
}

/** A fact as the head of a column: without the marks that it has in a sentence. */
export function factName(labels: FactLabels, fact: string): string {
  const label = labels[fact] ?? fact;
  return /^“(.*)”$/.exec(label)?.[1] ?? label;
}

/** What is answered, as the head of a column. */
export function answerName(answers: readonly AnswerField[], key: string): string {
  return answers.find((field) => field.key === key)?.label ?? readable(key);
}

/** What may be answered, as it is typed. */
function typedChoices(field: AnswerField): readonly Choice[] | null {
  const choices = choicesOf(field);
  if (field.type === "boolean") return choices;
  return choices?.map(({ value, label }) => ({ value: answerText(value), label })) ?? null;
}
