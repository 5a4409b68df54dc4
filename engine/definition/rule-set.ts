import { Type, type Static } from "@sinclair/typebox";
import { conditionSchema } from "./conditions/condition.js";
import { idSchema, labelSchema, scalarSchema } from "./names.js";

/** What a rule answers: a flat object of scalars, read by transitions as `outcome.<key>`. */
export const outcomeSchema = Type.Record(
  Type.String({ pattern: "^[a-z][A-Za-z0-9_]{0,39}$" }),
  scalarSchema,
  { maxProperties: 20, additionalProperties: false },
);
export type Outcome = Static<typeof outcomeSchema>;

/** One rule. Its place in the list is its priority. */
export const ruleSchema = Type.Object(
  { id: idSchema, name: labelSchema, when: conditionSchema, then: outcomeSchema },
  { additionalProperties: false },
);
export type Rule = Static<typeof ruleSchema>;

/** An example that must keep its answer: facts in, rule (or `otherwise`) and outcome out. */
export const ruleTestSchema = Type.Object(
  {
    name: labelSchema,
    given: Type.Record(Type.String(), Type.Unknown(), { additionalProperties: false }),
    expect: Type.Object(
      { rule: Type.String(), outcome: Type.Optional(outcomeSchema) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

/**
 * Rules that admins edit while the system runs. `first`: the first rule that matches answers; `otherwise` when none does.
 * Compiled to json-rules-engine; the stored and shown form is this one.
 */
export const ruleSetSchema = Type.Object(
  {
    kind: Type.Literal("ruleset"),
    spec: Type.Literal(1),
    id: idSchema,
    name: labelSchema,
    description: Type.Optional(Type.String({ maxLength: 2000 })),
    workflow: idSchema,
    hit: Type.Literal("first"),
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
    rules: Type.Array(ruleSchema, { maxItems: 200 }),
    otherwise: outcomeSchema,
    tests: Type.Optional(Type.Array(ruleTestSchema, { maxItems: 500 })),
  },
  { additionalProperties: false, $id: "RuleSet", title: "Rule set" },
);
export type RuleSet = Static<typeof ruleSetSchema>;
