import type { Scalar } from "../engine/definition/names.js";
import type {
  Aggregation,
  DecidedOutcome,
  Hit,
  Outcome,
  RuleSet,
} from "../engine/definition/rule-set.js";

/** Name of the answer given when no rule answers; no rule may be called so. */
export const OTHERWISE = "otherwise";

/** The answer of a rule set without its reasons. */
export type Verdict = {
  /** Id of the rule that answers, the first of them where several do; `otherwise` where none does. */
  readonly rule: string;
  /** Ids of all rules that match, in their order. Left out with `hit: first`, where only one is looked for. */
  readonly matched?: readonly string[];
  readonly outcome: DecidedOutcome;
};

/** What a hit policy needs to know of a rule set. */
type Policy = Pick<RuleSet, "hit" | "collect" | "otherwise">;

/** A rule that matches. */
type Matching = { readonly id: string; readonly then: Outcome };

/** Whether rules after the first that matches cannot change the answer. */
export function endsAtFirst(hit: Hit): boolean {
  return hit === "first";
}

/** What the rules that match answer together under the rule set's hit policy. They come in the order of the list. */
export function verdictOf(policy: Policy, matching: readonly Matching[]): Verdict {
  const { hit, otherwise } = policy;
  const [first] = matching;
  if (hit === "first")
    return first
      ? { rule: first.id, outcome: first.then }
      : { rule: OTHERWISE, outcome: otherwise };
  const matched = matching.map(({ id }) => id);
  if (!first || (hit === "unique" && matching.length > 1))
    return { rule: OTHERWISE, matched, outcome: together(policy, []) };
  const answers = matching.map(({ then }) => then);
  return { rule: first.id, matched, outcome: together(policy, answers) };
}

/** Whether rules that exclude each other matched together, so that none of them answers (`hit: unique`). */
export function isContradiction({
  rule,
  matched = [],
}: Pick<Verdict, "rule" | "matched">): boolean {
  return rule === OTHERWISE && matched.length > 1;
}

function together(
  { hit, collect = {}, otherwise }: Policy,
  answers: readonly Outcome[],
): DecidedOutcome {
  const keys = new Set([...Object.keys(otherwise), ...answers.flatMap(Object.keys)]);
  const entries = [...keys].flatMap((key) => {
    const given = answers.flatMap((answer) => (Object.hasOwn(answer, key) ? [answer[key]] : []));
    const values = given.filter((value) => value !== undefined);
    const rest = Object.hasOwn(otherwise, key) ? otherwise[key] : undefined;
    const value =
      hit === "collect"
        ? collected(Object.hasOwn(collect, key) ? collect[key] : "list", values, rest)
        : [...values, rest][0];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries<Scalar | Scalar[]>(entries);
}

/** The values of one key put together; `rest` where there are none. What is no number has no sum and is neither small nor large. */
function collected(
  how: Aggregation = "list",
  given: readonly Scalar[],
  rest: Scalar | undefined,
): Scalar | Scalar[] | undefined {
  const values = given.filter((value) => value !== null);
  if (how === "list")
    return values.length > 0 || rest === null ? values : rest === undefined ? [] : [rest];
  if (how === "count") return values.length > 0 ? values.length : rest;
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === 0) return rest;
  return numbers.reduce(FOLDS[how]);
}

const FOLDS = {
  /** Stays a number that JSON can hold. */
  sum: (left: number, right: number) =>
    Math.min(Math.max(left + right, -Number.MAX_VALUE), Number.MAX_VALUE),
  min: (left: number, right: number) => Math.min(left, right),
  max: (left: number, right: number) => Math.max(left, right),
} as const;
