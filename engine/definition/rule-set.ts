import { Type, type Static } from "@sinclair/typebox";
import { commentsSchema } from "./comments.js";
import { conditionSchema } from "./conditions/condition.js";
import { idSchema, labelSchema, scalarSchema } from "./names.js";
import { tableSchema } from "./table.js";

const outcomeKey = Type.String({ pattern: "^[a-z][A-Za-z0-9_]{0,39}$" });

/** What a rule answers: a flat object of scalars. */
export const outcomeSchema = Type.Record(outcomeKey, scalarSchema, {
  maxProperties: 20,
  additionalProperties: false,
});
export type Outcome = Static<typeof outcomeSchema>;

/** What a rule set answers, read by transitions as `outcome.<key>`: scalars, and lists where it collects them. */
export const decidedOutcomeSchema = Type.Record(
  outcomeKey,
  Type.Union([scalarSchema, Type.Array(scalarSchema)]),
  { additionalProperties: false },
);
export type DecidedOutcome = Static<typeof decidedOutcomeSchema>;

/**
 * Which of the rules that match answer.
 *
 * - `first`: the first one, alone; those after it are not looked at.
 * - `unique`: the only one. When several match the rules contradict each other: `otherwise` answers, and the decision names them.
 * - `all`: all of them; of two that give the same key the earlier one wins, and `otherwise` gives the keys that none gives.
 * - `collect`: all of them; the values of a key are put together as `collect` says, and `otherwise` gives the keys that none gives.
 */
export const hitSchema = Type.Union([
  Type.Literal("first"),
  Type.Literal("unique"),
  Type.Literal("all"),
  Type.Literal("collect"),
]);
export type Hit = Static<typeof hitSchema>;

/**
 * What becomes of the values that several rules give for one key: a `list` of them in the order of the rules, how many there
 * are (`count`), their `sum`, the smallest or the largest. `null` is no value.
 */
export const aggregationSchema = Type.Union([
  Type.Literal("list"),
  Type.Literal("count"),
  Type.Literal("sum"),
  Type.Literal("min"),
  Type.Literal("max"),
]);
export type Aggregation = Static<typeof aggregationSchema>;

/** One rule. Its place in the list is its priority. */
export const ruleSchema = Type.Object(
  { id: idSchema, name: labelSchema, when: conditionSchema, then: outcomeSchema },
  { additionalProperties: false },
);
export type Rule = Static<typeof ruleSchema>;

/**
 * An example that must keep its answer: facts in, and out the rule that answers (or `otherwise`), all the rules that match in
 * their order, the outcome, or several of these.
 */
export const ruleTestSchema = Type.Object(
  {
    name: labelSchema,
    given: Type.Record(Type.String(), Type.Unknown(), { additionalProperties: false }),
    expect: Type.Object(
      {
        rule: Type.Optional(Type.String()),
        rules: Type.Optional(Type.Array(Type.String(), { maxItems: 1000 })),
        outcome: Type.Optional(decidedOutcomeSchema),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
  },
  { additionalProperties: false },
);

/**
 * Rules that admins edit while the system runs, written as rules, as the rows of a table, or both: then the rules come first
 * (`rulesOf`). `hit` says which of the rules that match answer; `otherwise` does when none
 * match. Compiled to json-rules-engine; the stored and shown form is this one.
 */
export const ruleSetSchema = Type.Object(
  {
    kind: Type.Literal("ruleset"),
    spec: Type.Literal(1),
    id: idSchema,
    name: labelSchema,
    description: Type.Optional(Type.String({ maxLength: 2000 })),
    workflow: idSchema,
    hit: hitSchema,
    collect: Type.Optional(
      Type.Record(outcomeKey, aggregationSchema, {
        maxProperties: 20,
        additionalProperties: false,
        description: "With `hit: collect`, what becomes of each key; `list` where nothing is said",
      }),
    ),
    lists: Type.Optional(
      Type.Record(
        idSchema,
        Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { maxItems: 500 }),
        {
          maxProperties: 50,
          additionalProperties: false,
        },
      ),
    ),
    conditions: Type.Optional(
      Type.Record(idSchema, conditionSchema, { maxProperties: 50, additionalProperties: false }),
    ),
    rules: Type.Array(ruleSchema, { maxItems: 1000 }),
    table: Type.Optional(tableSchema),
    otherwise: outcomeSchema,
    tests: Type.Optional(Type.Array(ruleTestSchema, { maxItems: 500 })),
    comments: Type.Optional(commentsSchema),
  },
  { additionalProperties: false, $id: "RuleSet", title: "Rule set" },
);
export type RuleSet = Static<typeof ruleSetSchema>;
