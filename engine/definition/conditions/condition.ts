import { Type, type Static } from "@sinclair/typebox";
import { idSchema } from "../names.js";

/** A dotted path into the facts, own properties only: `case.priority`, `data.description`, `input.reason`. */
export const factPathSchema = Type.String({
  pattern: "^[a-z][A-Za-z0-9_]{0,39}(\\.[A-Za-z0-9_]{1,40}){0,7}$",
});

const operand = Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()]);
const operands = Type.Array(operand, { minItems: 1, maxItems: 500 });
const list = Type.Object({ list: idSchema }, { additionalProperties: false });

/** Every operator with the fact types it reads and the shape of its value. Nothing here can throw. */
export const OPERATORS = {
  equal: { facts: ["text", "number", "boolean"], value: "one" },
  notEqual: { facts: ["text", "number", "boolean"], value: "one" },
  in: { facts: ["text", "number"], value: "many" },
  notIn: { facts: ["text", "number"], value: "many" },
  lessThan: { facts: ["number"], value: "one" },
  atMost: { facts: ["number"], value: "one" },
  greaterThan: { facts: ["number"], value: "one" },
  atLeast: { facts: ["number"], value: "one" },
  before: { facts: ["instant"], value: "one" },
  after: { facts: ["instant"], value: "one" },
  contains: { facts: ["list"], value: "one" },
  textContains: { facts: ["text"], value: "one" },
  textContainsAny: { facts: ["text"], value: "many" },
  startsWith: { facts: ["text"], value: "one" },
  isPresent: { facts: ["text", "number", "boolean", "instant", "list"], value: "none" },
  isAbsent: { facts: ["text", "number", "boolean", "instant", "list"], value: "none" },
} as const satisfies Record<string, { facts: readonly FactType[]; value: "one" | "many" | "none" }>;

/** What a fact holds. `instant` is epoch milliseconds or ISO 8601 with a zone. */
export type FactType = "text" | "number" | "boolean" | "instant" | "list";
export type Operator = keyof typeof OPERATORS;

/** An operator that a plugin brings, `<plugin>.<name>`. */
export type ContributedName = `${string}.${string}`;

const operator = Type.Unsafe<Operator | ContributedName>({
  anyOf: [
    { type: "string", enum: Object.keys(OPERATORS) },
    { type: "string", pattern: "^[a-z][a-z0-9]{1,29}\\.[a-z][A-Za-z0-9]{0,39}$" },
  ],
});

/** One comparison of one fact. */
export const comparisonSchema = Type.Object(
  {
    fact: factPathSchema,
    operator,
    value: Type.Optional(Type.Union([operand, operands, list])),
  },
  { additionalProperties: false },
);
export type Comparison = Static<typeof comparisonSchema>;

/** A tree of comparisons. `condition` names a shared condition of the same rule set. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly condition: string }
  | Comparison;

/**
 * The one condition language: guards, rules, form visibility and template sections.
 * At most 8 levels and 200 nodes; the lint checks both, so that evaluation is bounded.
 */
export const conditionSchema = Type.Unsafe<Condition>(
  Type.Recursive(
    (This) =>
      Type.Union([
        Type.Object({ all: Type.Array(This, { maxItems: 100 }) }, { additionalProperties: false }),
        Type.Object({ any: Type.Array(This, { maxItems: 100 }) }, { additionalProperties: false }),
        Type.Object({ not: This }, { additionalProperties: false }),
        Type.Object({ condition: idSchema }, { additionalProperties: false }),
        comparisonSchema,
      ]),
    { $id: "Condition" },
  ),
);
