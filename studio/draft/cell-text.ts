import type { FactType } from "../../engine/definition/conditions/condition.js";
import type { Scalar } from "../../engine/definition/names.js";
import type { Cell } from "../../engine/definition/table.js";

/** What a cell is that asks nothing. */
export const ANYTHING = "-";

/**
 * A cell of a decision table as people type it in a grid or a spreadsheet: as `table-cells.ts` reads it, and besides
 * `a, b` for any of several values and `list(name)` for the words of a list. A text that would be read as something else stands
 * in double quotes. {@link typedCell} reads it back to a cell that asks the same.
 */
export function cellText(cell: Cell): string {
  if (Array.isArray(cell)) return listText(cell);
  if (typeof cell === "object") return `list(${cell.list})`;
  if (typeof cell !== "string") return String(cell);
  const text = cell.trim();
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return JSON.stringify(quoted);
  return isPlain(text) || SYNTAX.test(text) ? text : JSON.stringify(text);
}

/** What somebody typed into a cell for a fact that holds this; nothing at all asks nothing. */
export function typedCell(typed: string, type?: FactType): Cell {
  const text = typed.trim();
  if (text === "") return ANYTHING;
  const list = LIST.exec(text)?.[1];
  if (list !== undefined) return { list };
  if (SYNTAX.test(text)) return text;
  const items = itemsOf(text);
  if (items === null) return text;
  const [only] = items;
  if (items.length > 1 || only === undefined) return items.map((item) => valueOf(item, type));
  const value = valueOf(only, type);
  if (typeof value !== "string") return value;
  return isPlain(value) ? value : `"${value}"`;
}

/** What a row answers, as people type it; nothing is no answer. */
export function answerText(value: Scalar): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const isItself = isPlain(value) || (SYNTAX.test(value) && !PARTED.test(value));
  return isItself ? value : JSON.stringify(value);
}

/** What somebody typed as an answer of this type. */
export function typedAnswer(typed: string, type?: "text" | "number" | "boolean"): Scalar {
  const text = typed.trim();
  if (text === "") return null;
  const [only, ...more] = itemsOf(text) ?? [];
  return only === undefined || more.length > 0 ? text : valueOf(only, type);
}

type Item = { readonly text: string; readonly quoted: boolean };
type Value = Exclude<Scalar, null>;

const QUOTED = /^"(.*)"$/s;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const LIST = /^list\(([a-z][a-z0-9-]*)\)$/;

/** What `table-cells.ts` reads as more than a value. */
const SYNTAX = /^(-|not\(.*\)|contains\(.*\)|[<>].*|[[(].*\.\..*[\])])$/s;

/** What is taken apart, or loses something, when it is read as a list. */
const PARTED = /[",]|^\s|\s$/;

/** Whether a text that stands alone is read as itself. */
function isPlain(text: string): boolean {
  const isOther = NUMBER.test(text) || SYNTAX.test(text) || LIST.test(text);
  return !isOther && !PARTED.test(text) && !/^(true|false)?$/.test(text);
}

function valueOf({ text, quoted }: Item, type?: FactType): Value {
  if (quoted || type === "text" || type === "instant") return text;
  if (NUMBER.test(text)) return Number(text);
  return text === "true" || (text === "false" ? false : text);
}

function listText(values: readonly Value[]): string {
  return values.map((value) => (typeof value === "string" ? itemText(value) : value)).join(", ");
}

/** Between others, brackets would be taken for those of a range or of words. */
function itemText(value: string): string {
  return isPlain(value) && !/[()[\]<>]/.test(value) ? value : JSON.stringify(value);
}

/** What stands between the commas, one behind the last left out; null when that cannot be told. */
function itemsOf(text: string): readonly Item[] | null {
  const items: Item[] = [];
  const ITEM = /\s*(?:("(?:[^"\\]|\\.)*")|([^",]*[^",\s]))\s*(?:,|$)/sy;
  while (ITEM.lastIndex < text.length) {
    const found = ITEM.exec(text);
    if (!found) return null;
    const [, quoted, bare = ""] = found;
    if (quoted === undefined) items.push({ text: bare, quoted: false });
    else {
      const read = unquoted(quoted);
      if (read === null) return null;
      items.push({ text: read, quoted: true });
    }
  }
  return items;
}

function unquoted(text: string): string | null {
  try {
    return JSON.parse(text) as string;
  } catch {
    return null;
  }
}
