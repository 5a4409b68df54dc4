import { Type, type Static } from "@sinclair/typebox";
import type { Comparison } from "../engine/definition/conditions/condition.js";
import type { Json } from "../engine/definition/names.js";
import { decidedOutcomeSchema } from "../engine/definition/rule-set.js";

/** Whether a part of a condition held. A group stops as soon as its answer is clear; the rest is `not evaluated`. */
export type Result = boolean | "not evaluated";

/** One comparison with what it looked for and what it saw. */
export type ComparisonTrace = {
  readonly fact: string;
  readonly operator: Comparison["operator"];
  /** As the source has it: a value, values, or the name of a list. */
  readonly wanted?: NonNullable<Comparison["value"]>;
  /** The fact's value, cut to 200 characters; left out when the fact was absent or not looked at. */
  readonly seen?: Json;
  /** What the operator says when it holds and when it does not, where it is a plugin's; the plugin may be gone later. */
  readonly words?: readonly [holds: string, fails: string];
  /** The first of the wanted words that the text contains. */
  readonly found?: string;
  readonly result: Result;
};

/** A condition in source terms: shared conditions keep their name. */
export type ConditionTrace =
  | { readonly all: readonly ConditionTrace[]; readonly result: Result }
  | { readonly any: readonly ConditionTrace[]; readonly result: Result }
  | { readonly not: ConditionTrace; readonly result: Result }
  | { readonly condition: string; readonly is: ConditionTrace; readonly result: Result }
  | ComparisonTrace;

const resultSchema = Type.Union([Type.Boolean(), Type.Literal("not evaluated")]);

const conditionTraceSchema = Type.Unsafe<ConditionTrace>(
  Type.Recursive(
    (This) =>
      Type.Union([
        Type.Object({ all: Type.Array(This), result: resultSchema }),
        Type.Object({ any: Type.Array(This), result: resultSchema }),
        Type.Object({ not: This, result: resultSchema }),
        Type.Object({ condition: Type.String(), is: This, result: resultSchema }),
        Type.Object({
          fact: Type.String(),
          operator: Type.String(),
          wanted: Type.Optional(Type.Unknown()),
          seen: Type.Optional(Type.Unknown()),
          words: Type.Optional(Type.Array(Type.String())),
          found: Type.Optional(Type.String()),
          result: resultSchema,
        }),
      ]),
    { $id: "ConditionTrace" },
  ),
);

/** One rule that was tried. `when` is left out where a whole trace would exceed 16 KB. */
export const ruleTraceSchema = Type.Object({
  rule: Type.String(),
  name: Type.String(),
  matched: Type.Union([Type.Boolean(), Type.Literal("failed")]),
  when: Type.Optional(conditionTraceSchema),
});
export type RuleTrace = Static<typeof ruleTraceSchema>;

/**
 * The recorded answer of a rule set. Plain JSON; the same set and facts give the same bytes.
 *
 * The trace quotes facts, so it is as private as they are. It lists the rules tried, in order: all of them, with `hit: first` up to the one that answered;
 * the whole of it can be computed again from the facts and the rule set of this hash.
 */
export const decisionSchema = Type.Object(
  {
    ruleSet: Type.String(),
    hash: Type.String({ description: "sha-256 of the rule set's canonical JSON" }),
    rule: Type.String({
      description:
        "Id of the rule that answered, the first where several did; `otherwise` where none did",
    }),
    matched: Type.Optional(
      Type.Array(Type.String(), {
        description:
          "All rules that matched, in their order; left out with `hit: first`. With `hit: unique` more than one is a contradiction, and `otherwise` answered",
      }),
    ),
    outcome: decidedOutcomeSchema,
    failedRules: Type.Array(Type.String(), {
      description:
        "Rules that could not be evaluated and were passed over; empty unless something is broken",
    }),
    trace: Type.Array(ruleTraceSchema),
  },
  { $id: "Decision", title: "Decision" },
);
export type Decision = Static<typeof decisionSchema>;
