import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import {
  contributedHolds,
  takes,
  type ContributedOperator,
} from "../engine/definition/conditions/contributed.js";
import type { OperatorContribution } from "../engine/definition/contributions.js";

/** One of a few words. */
function word<const Word extends string>(words: readonly Word[]) {
  return Type.Union(words.map((one) => Type.Literal(one)));
}

const text = Type.String({ minLength: 1, maxLength: 60 });
const operand = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

/** An operator as far as a schema can tell; its function is looked at apart. */
const operatorSchema = Type.Object({
  words: Type.Tuple([text, text]),
  description: Type.String({ minLength: 1, maxLength: 300 }),
  facts: Type.Array(word(["text", "number", "boolean", "instant", "list"]), { minItems: 1 }),
  value: word(["one", "many", "none"]),
  of: word(["text", "number", "boolean", "instant"]),
  examples: Type.Array(
    Type.Object({
      seen: Type.Unknown(),
      wanted: Type.Optional(Type.Union([operand, Type.Array(operand)])),
      holds: Type.Boolean(),
    }),
    { minItems: 2, maxItems: 100 },
  ),
});

const pluginSchema = Type.Object({
  manifest: Type.Object(
    {
      id: Type.String({ pattern: "^[a-z][a-z0-9]{1,29}$" }),
      version: Type.String({ pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$" }),
      name: text,
    },
    { additionalProperties: false },
  ),
  operators: Type.Record(Type.String({ pattern: "^[a-z][A-Za-z0-9]{0,39}$" }), operatorSchema, {
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 50,
  }),
});

/**
 * What keeps a value from being a plugin for rules, each as one clause; nothing when it is one. Every example is tried twice, because
 * an operator that answers by more than its two arguments makes decisions that nobody can repeat. Never throws.
 */
export function rulePluginProblems(candidate: unknown): readonly string[] {
  if (!Value.Check(pluginSchema, candidate)) {
    const paths = [...Value.Errors(pluginSchema, candidate)].map(({ path }) => path);
    return [...new Set(paths)].map((path) =>
      path === "" ? "is no plugin" : `has a wrong ${path.slice(1)}`,
    );
  }
  return Object.entries(candidate.operators).flatMap(([name, operator]) =>
    operatorProblems(name, operator),
  );
}

function operatorProblems(
  name: string,
  operator: Static<typeof operatorSchema> & { readonly test?: unknown },
): readonly string[] {
  if (typeof operator.test !== "function") return [`has an operator ${name} without a function`];
  const known = operator as OperatorContribution;
  const wrong = known.examples.flatMap((example, place) =>
    isAsSaid(known, example)
      ? []
      : [`has an example ${String(place + 1)} of ${name} that is not so`],
  );
  const answers = new Set(known.examples.map(({ holds }) => holds));
  return answers.size === 2
    ? wrong
    : [...wrong, `has an operator ${name} without examples both ways`];
}

function isAsSaid(
  operator: ContributedOperator,
  { seen, wanted, holds }: OperatorContribution["examples"][number],
): boolean {
  const ask = () => contributedHolds(operator, seen, wanted);
  return takes(operator, wanted) && ask() === holds && ask() === holds;
}
