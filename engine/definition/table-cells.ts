import type { Condition, Operator } from "./conditions/condition.js";
import type { Cell } from "./table.js";

/** What a cell asks of its fact: a condition, nothing at all, or why it cannot be read. */
export type ReadCell =
  { readonly condition: Condition } | { readonly anything: true } | { readonly wrong: string };

/** Deepest `not(not(…))` that is read. */
const MAX_NOTS = 4;

/**
 * Reads one cell of a decision table. Total: whatever is no cell is told, never thrown.
 *
 * | cell | holds when the fact |
 * | --- | --- |
 * | `-` | is anything, also absent |
 * | `High`, `5`, `true` | is this value |
 * | `[a, b]` (a YAML list), `{ list: name }` | is one of these values |
 * | `< 5`, `<= 5`, `> 5`, `>= 5` | is a number on this side; with an instant (`< 2026-03-01T00:00:00Z`) is before or after it |
 * | `[18..65)` | is between: a square bracket includes the end, a round one does not |
 * | `not(…)` | is there, and the cell inside does not hold; `not(-)` when it is absent |
 * | `contains(chest pain)` | is a text with these words |
 * | `"-"` (in double quotes) | is the text between the quotes, whatever it looks like |
 */
export function readCell(fact: string, cell: Cell): ReadCell {
  if (typeof cell === "string") return readText(fact, cell.trim(), 0);
  if (typeof cell !== "object") return asks({ fact, operator: "equal", value: cell });
  return asks({
    fact,
    operator: "in",
    value: Array.isArray(cell) ? [...cell] : cell,
  });
}

function readText(fact: string, text: string, nots: number): ReadCell {
  if (text === "-") return { anything: true };
  const quoted = /^"(.*)"$/s.exec(text)?.[1];
  if (quoted !== undefined) return asks({ fact, operator: "equal", value: quoted });
  const denied = /^not\((.*)\)$/s.exec(text)?.[1];
  if (denied !== undefined) return readDenied(fact, denied.trim(), nots + 1);
  const words = /^contains\((.*)\)$/s.exec(text)?.[1]?.trim();
  if (words !== undefined)
    return words === ""
      ? { wrong: "Nothing stands between the brackets." }
      : asks({ fact, operator: "textContains", value: words });
  const compared = /^(<=|>=|<|>)\s*(.*)$/s.exec(text);
  if (compared) return readComparison(fact, compared[1] as keyof typeof SIDES, compared[2] ?? "");
  const range = /^([[(])\s*(\S+?)\s*\.\.\s*(\S+?)\s*([\])])$/.exec(text);
  if (range) return readRange(fact, range.slice(1) as [string, string, string, string]);
  if (/^[[(].*\.\..*[\])]$/s.test(text)) return { wrong: "A range is written `[18..65)`." };
  return text === ""
    ? { wrong: "The cell is empty." }
    : asks({ fact, operator: "equal", value: text });
}

const SIDES = {
  "<": ["lessThan", "before"],
  "<=": ["atMost", undefined],
  ">": ["greaterThan", "after"],
  ">=": ["atLeast", undefined],
} as const satisfies { readonly [sign: string]: readonly [Operator, Operator | undefined] };

function readComparison(fact: string, sign: keyof typeof SIDES, text: string): ReadCell {
  const [ofNumbers, ofInstants] = SIDES[sign];
  const number = numberIn(text);
  if (number !== undefined) return asks({ fact, operator: ofNumbers, value: number });
  if (ofInstants && /^\d{4}-.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)))
    return asks({ fact, operator: ofInstants, value: text });
  return {
    wrong: `After \`${sign}\` comes a number, or with \`<\` and \`>\` an instant with a zone.`,
  };
}

function readRange(
  fact: string,
  [open, from, to, close]: readonly [string, string, string, string],
): ReadCell {
  const [low, high] = [numberIn(from), numberIn(to)];
  if (low === undefined || high === undefined)
    return { wrong: "A range goes from a number to a number." };
  const closed = open === "[" && close === "]";
  if (low > high || (low === high && !closed))
    return { wrong: "The range holds nothing: its end comes before its beginning." };
  return asks({
    all: [
      { fact, operator: open === "[" ? "atLeast" : "greaterThan", value: low },
      { fact, operator: close === "]" ? "atMost" : "lessThan", value: high },
    ],
  });
}

/** `not` asks for something else that is there: an absent fact is neither in a list nor out of it. */
function readDenied(fact: string, inner: string, nots: number): ReadCell {
  if (nots > MAX_NOTS)
    return { wrong: `\`not\` stands within \`not\` more than ${String(MAX_NOTS)} times.` };
  const read = readText(fact, inner, nots);
  if ("wrong" in read) return read;
  if ("anything" in read) return asks({ fact, operator: "isAbsent" });
  const { condition } = read;
  if ("operator" in condition && condition.operator === "equal")
    return asks({ ...condition, operator: "notEqual" });
  return asks({ all: [{ fact, operator: "isPresent" }, { not: condition }] });
}

function numberIn(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function asks(condition: Condition): ReadCell {
  return { condition };
}
