import {
  OPERATORS,
  type Comparison,
  type Condition,
  type FactType,
} from "../conditions/condition.js";
import { isContributed, operatorOf } from "../conditions/contributed.js";
import { pluginOfFact } from "../contributed-facts.js";
import type { FactCatalogue } from "../facts.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { own } from "./names.js";
import { type Brought, unusablePluginFact } from "./plugin-facts.js";

/** Deepest condition; a single comparison is one level. */
export const MAX_LEVELS = 8;

/** Groups and comparisons of one condition. */
export const MAX_NODES = 200;

/**
 * What is wrong with a condition that stands alone, such as a guard: too large (R013), an empty group (R001), an unknown
 * fact (R002, or F002 for a field of the form), types that do not fit (R003), a shared name where none exist (R008), an
 * operator or fact of a plugin where there may be none (R019).
 * @param brought what plugins bring; only rule sets are given any
 */
export function lintCondition(
  condition: Condition,
  facts: FactCatalogue,
  path: string,
  brought?: Brought,
): readonly Draft[] {
  const size = sizeOf(condition, 1);
  if (size.levels > MAX_LEVELS || size.nodes > MAX_NODES)
    return [
      draft(
        "R013",
        path,
        `This condition has ${String(size.levels)} levels and ${String(size.nodes)} parts.`,
        `Stay within ${String(MAX_LEVELS)} levels and ${String(MAX_NODES)} parts; use \`in\` for long lists.`,
      ),
    ];
  return lintPart(condition, { facts, brought }, path);
}

/** What a condition may name. */
type Known = {
  readonly facts: FactCatalogue;
  readonly brought: Brought | undefined;
};

function sizeOf(condition: Condition, level: number): { levels: number; nodes: number } {
  const inner = partsOf(condition).map((part) => sizeOf(part, level + 1));
  return {
    levels: Math.max(level, ...inner.map(({ levels }) => levels)),
    nodes: inner.reduce((sum, { nodes }) => sum + nodes, 1),
  };
}

function partsOf(condition: Condition): readonly Condition[] {
  if ("all" in condition) return condition.all;
  if ("any" in condition) return condition.any;
  return "not" in condition ? [condition.not] : [];
}

function lintPart(condition: Condition, known: Known, path: string): readonly Draft[] {
  if ("all" in condition) return lintGroup("all", condition.all, known, path);
  if ("any" in condition) return lintGroup("any", condition.any, known, path);
  if ("not" in condition) return lintPart(condition.not, known, `${path}/not`);
  if ("condition" in condition)
    return [
      draft(
        "R008",
        `${path}/condition`,
        `There is no shared condition \`${condition.condition}\` here; only rule sets have them.`,
        "Write the condition out.",
      ),
    ];
  return lintComparison(condition, known, path);
}

function lintGroup(
  kind: "all" | "any",
  parts: readonly Condition[],
  known: Known,
  path: string,
): readonly Draft[] {
  const here = `${path}/${kind}`;
  if (parts.length === 0)
    return [draft("R001", here, "This group is empty.", "Add a condition or remove the group.")];
  return parts.flatMap((part, place) => lintPart(part, known, `${here}/${String(place)}`));
}

function lintComparison(
  comparison: Comparison,
  { facts, brought }: Known,
  path: string,
): readonly Draft[] {
  const { fact } = comparison;
  const type = own(facts, fact);
  if (type === undefined) return [unknownFact(fact, facts, `${path}/fact`, brought)];
  const form = formOf(comparison.operator, brought);
  if (form === undefined) return [notHere(comparison.operator, path)];
  if (!form.facts.includes(type)) return [wrongOperator(comparison, type, path)];
  return lintOperand(comparison, { value: form.value, of: form.of ?? type }, path);
}

/** What an operator reads, and what it compares with: something of the fact's own type unless it says otherwise. */
type Form = {
  readonly facts: readonly FactType[];
  readonly value: "one" | "many" | "none";
  readonly of?: FactType;
};

function formOf(operator: Comparison["operator"], brought: Brought | undefined): Form | undefined {
  return isContributed(operator) ? operatorOf(brought?.operators, operator) : OPERATORS[operator];
}

function notHere(operator: string, path: string): Draft {
  return draft(
    "R019",
    `${path}/operator`,
    `\`${operator}\` is an operator of a plugin, and only rule sets may use those.`,
    "Ask a rule set, and look at its answer here.",
  );
}

/**
 * A fact that does not exist at this place, as a finding.
 * @param brought what plugins bring to this place, if they may bring anything
 */
export function unknownFact(
  fact: string,
  facts: FactCatalogue,
  path: string,
  brought?: Brought,
): Draft {
  if (pluginOfFact(fact) !== undefined)
    return unusablePluginFact(fact, { known: facts, brought }, path);
  const code = fact.startsWith("input.") ? "F002" : "R002";
  return draft(code, path, `There is no \`${fact}\` here.`, () =>
    suggestion(fact, Object.keys(facts)),
  );
}

function wrongOperator({ fact, operator }: Comparison, type: FactType, path: string): Draft {
  const fitting = Object.entries(OPERATORS)
    .filter(([, { facts }]) => (facts as readonly FactType[]).includes(type))
    .map(([name]) => name);
  return draft(
    "R003",
    `${path}/operator`,
    `\`${operator}\` cannot read \`${fact}\`, which is ${WORDS[type]}.`,
    `Use one of: ${fitting.join(", ")}.`,
  );
}

const WORDS: { readonly [Type in FactType]: string } = {
  text: "text",
  number: "a number",
  boolean: "true or false",
  instant: "an instant such as 2026-03-02T09:00:00Z",
  list: "a list",
};

function lintOperand(
  comparison: Comparison,
  { value: shape, of: type }: { readonly value: Form["value"]; readonly of: FactType },
  path: string,
): readonly Draft[] {
  const { operator, value } = comparison;
  const here = `${path}/value`;
  if (shape === "none")
    return value === undefined
      ? []
      : [draft("R003", here, `\`${operator}\` takes no value.`, "Remove the value.")];
  if (value === undefined)
    return [draft("R003", path, `\`${operator}\` needs a value.`, "Add `value`.")];
  if (typeof value === "object" && "list" in value)
    return [
      draft(
        "R008",
        here,
        `There is no list \`${value.list}\` here; only rule sets have them.`,
        "Write the words out.",
      ),
    ];
  const isMany = Array.isArray(value);
  if (isMany !== (shape === "many"))
    return [
      draft(
        "R003",
        here,
        `\`${operator}\` takes ${shape === "many" ? "a list of values" : "one value"}.`,
        `Write ${shape === "many" ? "a list" : "one value"}.`,
      ),
    ];
  const values = isMany ? value : [value];
  return values.some((one) => !fits(one, type))
    ? [
        draft(
          "R003",
          here,
          isContributed(operator)
            ? `\`${operator}\` compares with ${WORDS[type]}; this value is something else.`
            : `\`${comparison.fact}\` is ${WORDS[type]}; this value is not.`,
          `Write ${WORDS[type]}.`,
        ),
      ]
    : [];
}

function fits(value: unknown, type: FactType): boolean {
  switch (type) {
    case "text":
      return typeof value === "string";
    case "number":
    case "boolean":
      return typeof value === type;
    case "instant":
      return (
        typeof value === "string" &&
        /(Z|[+-]\d\d:\d\d)$/.test(value) &&
        !Number.isNaN(Date.parse(value))
      );
    case "list":
      return true;
  }
}
