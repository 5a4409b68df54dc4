import type { Comparison, Condition } from "../engine/definition/conditions/condition.js";
import { OPERATORS } from "../engine/definition/conditions/condition.js";
import {
  isContributed,
  operatorOf,
  type ContributedOperator,
  type ContributedOperators,
} from "../engine/definition/conditions/contributed.js";
import { operandOf } from "../engine/definition/conditions/evaluate.js";
import { pointer, type Finding } from "../engine/definition/finding.js";
import { finding } from "../engine/definition/lint/codes.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import { suggestion } from "../engine/definition/wording.js";
import { MAX_LEVELS, MAX_NODES } from "./limits.js";

/** What a comparison compares with, lists written out; null for operators that take no value. */
export type Operand = string | number | boolean | null | readonly (string | number | boolean)[];

/** A condition with shared conditions and lists written out, which still remembers their names. */
export type Expanded =
  | { readonly kind: "all" | "any"; readonly parts: readonly Expanded[] }
  | { readonly kind: "not"; readonly part: Expanded }
  | { readonly kind: "condition"; readonly name: string; readonly part: Expanded }
  | {
      readonly kind: "comparison";
      readonly comparison: Comparison;
      readonly operand: Operand;
      readonly path: string;
      /** Where the operator is a plugin's. */
      readonly contributed?: ContributedOperator;
    };

/** An expanded condition, or null with the findings that say why there is none (R002, R008, R013, R019). */
export type Expansion = {
  readonly expanded: Expanded | null;
  readonly findings: readonly Finding[];
};

/** What a condition is written out with. */
export type Expanding = {
  readonly ruleSet: RuleSet;
  /** Operators of plugins. */
  readonly operators: ContributedOperators;
};

type Progress = Expanding & {
  readonly findings: Finding[];
  /** Where the rule or shared condition stands; findings about its size point here. */
  readonly root: string;
  nodes: number;
};

type Place = {
  readonly path: string;
  readonly level: number;
  /** Shared conditions entered on the way here. */
  readonly within: readonly string[];
};

/** Writes out every reference below one condition, bounded in levels and nodes. Cycles are findings, not endless. */
export function expandCondition(
  condition: Condition,
  { ruleSet, operators }: Expanding,
  path: string,
): Expansion {
  const progress: Progress = { ruleSet, operators, findings: [], root: path, nodes: 0 };
  const expanded = expand(condition, { path, level: 1, within: [] }, progress);
  return { expanded, findings: progress.findings };
}

/** The comparisons below an expanded condition, in source order. */
export function comparisonsOf(
  expanded: Expanded,
): readonly Extract<Expanded, { kind: "comparison" }>[] {
  switch (expanded.kind) {
    case "comparison":
      return [expanded];
    case "all":
    case "any":
      return expanded.parts.flatMap(comparisonsOf);
    case "not":
    case "condition":
      return comparisonsOf(expanded.part);
  }
}

function expand(condition: Condition, place: Place, progress: Progress): Expanded | null {
  if (tooLarge(place, progress)) return null;
  if ("all" in condition) return group("all", condition.all, place, progress);
  if ("any" in condition) return group("any", condition.any, place, progress);
  if ("not" in condition) {
    const part = expand(condition.not, below(place, "not"), progress);
    return part && { kind: "not", part };
  }
  if ("condition" in condition) return shared(condition.condition, place, progress);
  return leaf(condition, place, progress);
}

function group(
  kind: "all" | "any",
  members: readonly Condition[],
  place: Place,
  progress: Progress,
): Expanded | null {
  const parts: Expanded[] = [];
  for (const [index, member] of members.entries()) {
    const part = expand(member, below(place, kind, index), progress);
    if (part) parts.push(part);
    else if (progress.nodes > MAX_NODES) return null;
  }
  return parts.length === members.length ? { kind, parts } : null;
}

function shared(name: string, place: Place, progress: Progress): Expanded | null {
  const conditions = progress.ruleSet.conditions ?? {};
  const condition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
  if (condition === undefined)
    return refuse(progress, unknownName("shared condition", name, place.path, conditions));
  if (place.within.includes(name)) {
    const round = [...place.within, name].join(" → ");
    const message = `Shared conditions refer to each other in a circle: ${round}.`;
    const fix = `Take the reference to \`${name}\` out of one of them.`;
    return refuse(progress, finding("R008", place.path, message, fix));
  }
  const inside = {
    path: pointer("conditions", name),
    level: place.level + 1,
    within: [...place.within, name],
  };
  const part = expand(condition, inside, progress);
  return part && { kind: "condition", name, part };
}

function leaf(comparison: Comparison, place: Place, progress: Progress): Expanded | null {
  const { operator, value } = comparison;
  const contributed = operatorOf(progress.operators, operator);
  if (!Object.hasOwn(OPERATORS, operator) && contributed === undefined)
    return refuse(progress, unknownOperator(operator, place.path, progress.operators));
  const lists = progress.ruleSet.lists ?? {};
  if (isListReference(value) && !Object.hasOwn(lists, value.list))
    return refuse(progress, unknownName("list", value.list, `${place.path}/value`, lists));
  const operand = plain(value, comparison, lists);
  const { path } = place;
  return { kind: "comparison", comparison, operand, path, ...(contributed ? { contributed } : {}) };
}

/** Whether the plugin is missing or its operator is what whoever publishes or starts has to know. */
function unknownOperator(name: string, path: string, operators: ContributedOperators): Finding {
  const here = `${path}/operator`;
  if (!isContributed(name)) {
    const fix = suggestion(name, Object.keys(OPERATORS));
    return finding("R002", here, `There is no operator \`${name}\`.`, fix);
  }
  const [plugin = ""] = name.split(".");
  const brought = Object.keys(operators).filter((one) => one.startsWith(`${plugin}.`));
  return brought.length === 0
    ? finding(
        "R019",
        here,
        `No plugin brings the operator \`${name}\`.`,
        `Add the package of the plugin \`${plugin}\` to RULE_PLUGINS, or use another operator.`,
      )
    : finding("R019", here, `The plugin has no operator \`${name}\`.`, suggestion(name, brought));
}

/** Only scalars and arrays of scalars go on: an object with a `fact` member would make json-rules-engine read a fact. */
function plain(
  value: unknown,
  comparison: Comparison,
  lists: NonNullable<RuleSet["lists"]>,
): Operand {
  if (value === undefined || value === null) return null;
  const operand: unknown = operandOf(comparison, lists);
  if (Array.isArray(operand)) return operand.filter(isScalar);
  return isScalar(operand) ? operand : null;
}

function tooLarge(place: Place, progress: Progress): boolean {
  progress.nodes += 1;
  if (progress.nodes === MAX_NODES + 1)
    progress.findings.push(
      tooMuch(progress, `more than ${String(MAX_NODES)} groups and comparisons`),
    );
  if (progress.nodes > MAX_NODES) return true;
  if (place.level <= MAX_LEVELS) return false;
  progress.findings.push(tooMuch(progress, `more than ${String(MAX_LEVELS)} levels`));
  return true;
}

function tooMuch(progress: Progress, what: string): Finding {
  const message = `This condition has ${what}, shared conditions written out.`;
  const fix = "Split the rule, or use a list instead of many comparisons.";
  return finding("R013", progress.root, message, fix);
}

function unknownName(what: string, name: string, path: string, known: object): Finding {
  const message = `There is no ${what} \`${name}\`.`;
  return finding("R008", path, message, suggestion(name, Object.keys(known)));
}

function refuse(progress: Progress, finding: Finding): null {
  progress.findings.push(finding);
  return null;
}

function below(place: Place, ...keys: readonly (string | number)[]): Place {
  return { ...place, path: place.path + pointer(...keys), level: place.level + 1 };
}

/** Whether a comparison names a shared list instead of giving its values. */
export function isListReference(value: unknown): value is { readonly list: string } {
  return typeof value === "object" && value !== null && "list" in value;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
