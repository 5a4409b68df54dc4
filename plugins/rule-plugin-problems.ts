import { type Static, Type, TypeGuard } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import {
  contributedHolds,
  takes,
  type ContributedOperator,
} from "../engine/definition/conditions/contributed.js";
import { own } from "../engine/definition/lint/names.js";
import { fieldTakes } from "../engine/definition/lint/values.js";
import { isAnswer } from "../engine/definition/contributed-facts.js";
import { foundBy } from "../engine/definition/contributed-lints.js";
import { formSchema } from "../engine/definition/form.js";
import type { LintContribution, OperatorContribution } from "../engine/definition/contributions.js";

/** One of a few words. */
function word<const Word extends string>(words: readonly Word[]) {
  return Type.Union(words.map((one) => Type.Literal(one)));
}

const text = Type.String({ minLength: 1, maxLength: 60 });
const description = Type.String({ minLength: 1, maxLength: 300 });
const factType = word(["text", "number", "boolean", "instant", "list"]);
const memberName = Type.String({ pattern: "^[a-z][A-Za-z0-9]{0,39}$" });
const operand = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

/** An operator as far as a schema can tell; its function is looked at apart. */
const operatorSchema = Type.Object({
  words: Type.Tuple([text, text]),
  description,
  facts: Type.Array(factType, { minItems: 1 }),
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

/** Longest that a decision waits for a fact; the activity that decides has 15 s altogether. */
const MAX_WITHIN_MS = 5_000;

/** A fact as far as a schema can tell; its function and its value for want of an answer are looked at apart. */
const factSchema = Type.Object({
  words: text,
  description,
  type: factType,
  values: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { minItems: 1, maxItems: 100 }),
  ),
  reads: Type.Record(Type.String({ pattern: "^(case|data)\\.[A-Za-z0-9_]{1,40}$" }), factType, {
    additionalProperties: false,
    maxProperties: 20,
  }),
  withinMs: Type.Integer({ minimum: 1, maximum: MAX_WITHIN_MS }),
  otherwise: Type.Unknown(),
});

/** Longest try of an effect; the activity that calls a plugin has 30 s altogether. */
const MAX_TRY_MS = 15_000;

/** An effect as far as a schema can tell; its function is looked at apart. */
const effectSchema = Type.Object({
  words: text,
  description,
  takes: formSchema,
  answers: Type.Optional(formSchema),
  pretend: Type.Optional(Type.Record(Type.String(), operand)),
  withinMs: Type.Integer({ minimum: 1, maximum: MAX_TRY_MS }),
});

/** A lint as far as a schema can tell; its function is looked at apart. */
const lintSchema = Type.Object({
  words: text,
  description,
  of: word(["workflow", "ruleset", "template"]),
  severity: word(["error", "warning"]),
  examples: Type.Array(
    Type.Object({ definition: Type.Object({}), finds: Type.Integer({ minimum: 0 }) }),
    { minItems: 2, maxItems: 100 },
  ),
});

/** What is a setting can stand in a variable. */
const settingSchema = Type.Object({ type: word(["string", "integer", "number", "boolean"]) });

const pluginSchema = Type.Object({
  manifest: Type.Object(
    {
      id: Type.String({ pattern: "^[a-z][a-z0-9]{1,29}$" }),
      version: Type.String({ pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$" }),
      name: text,
      settings: Type.Optional(
        Type.Object({
          type: Type.Literal("object"),
          properties: Type.Record(memberName, settingSchema, { additionalProperties: false }),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  operators: Type.Optional(
    Type.Record(memberName, operatorSchema, { additionalProperties: false, maxProperties: 50 }),
  ),
  facts: Type.Optional(
    Type.Record(memberName, factSchema, { additionalProperties: false, maxProperties: 50 }),
  ),
  effects: Type.Optional(
    Type.Record(memberName, effectSchema, { additionalProperties: false, maxProperties: 50 }),
  ),
  lints: Type.Optional(
    Type.Record(memberName, lintSchema, { additionalProperties: false, maxProperties: 50 }),
  ),
});

/**
 * What keeps a value from being a plugin for rules, each as one clause; nothing when it is one. Every example is tried twice, because
 * an operator that answers by more than its two arguments makes decisions that nobody can repeat, and a lint that does says something
 * else when it is published than when it was written. No fact is looked up, and nothing is done. Never throws.
 */
export function rulePluginProblems(candidate: unknown): readonly string[] {
  if (!Value.Check(pluginSchema, candidate)) {
    const paths = [...Value.Errors(pluginSchema, candidate)].map(({ path }) => path);
    return [...new Set(paths)].map((path) =>
      path === "" ? "is no plugin" : `has a wrong ${path.slice(1)}`,
    );
  }
  const { manifest, operators = {}, facts = {}, effects = {}, lints = {} } = candidate;
  const { settings } = manifest;
  if (settings !== undefined && !TypeGuard.IsObject(settings))
    return ["has settings that are not made with Type"];
  const [all, told] = [Object.entries(operators), Object.entries(facts)];
  const [done, looked] = [Object.entries(effects), Object.entries(lints)];
  if (all.length + told.length + done.length + looked.length === 0)
    return ["brings neither operators nor facts nor effects nor lints"];
  return [
    ...all.flatMap(([name, operator]) => operatorProblems(name, operator)),
    ...told.flatMap(([name, fact]) => factProblems(name, fact)),
    ...done.flatMap(([name, effect]) => effectProblems(name, effect)),
    ...looked.flatMap(([name, lint]) => lintProblems(name, lint)),
  ];
}

/** What it pretends to answer must be an answer, or whoever tries a workflow sees what cases never do. */
function effectProblems(
  name: string,
  effect: Static<typeof effectSchema> & { readonly perform?: unknown; readonly preview?: unknown },
): readonly string[] {
  const { perform, preview, pretend, answers } = effect;
  if (typeof perform !== "function") return [`has an effect ${name} without a function`];
  if (preview !== undefined && typeof preview !== "function")
    return [`has an effect ${name} whose preview is no function`];
  if (pretend === undefined) return [];
  const isAnswer =
    (answers?.required ?? []).every((field) => Object.hasOwn(pretend, field)) &&
    Object.entries(pretend).every(([field, value]) => {
      const known = own(answers?.properties, field);
      return known !== undefined && fieldTakes(known, value);
    });
  return isAnswer ? [] : [`has an effect ${name} that cannot answer what it pretends to`];
}

function factProblems(
  name: string,
  fact: Static<typeof factSchema> & { readonly look?: unknown },
): readonly string[] {
  if (typeof fact.look !== "function") return [`has a fact ${name} without a function`];
  if (fact.values !== undefined && fact.type !== "text")
    return [`has a fact ${name} with values that is no text`];
  return isAnswer(fact, fact.otherwise) ? [] : [`has a fact ${name} that cannot be its otherwise`];
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

function lintProblems(
  name: string,
  lint: Static<typeof lintSchema> & { readonly look?: unknown },
): readonly string[] {
  if (typeof lint.look !== "function") return [`has a lint ${name} without a function`];
  const { look, examples } = lint as LintContribution;
  const wrong = examples.flatMap(({ definition, finds }, place) => {
    const found = () => foundBy(look, definition)?.length;
    return found() === finds && found() === finds
      ? []
      : [`has an example ${String(place + 1)} of ${name} that is not so`];
  });
  return new Set(examples.map(({ finds }) => finds > 0)).size === 2
    ? wrong
    : [...wrong, `has a lint ${name} without examples both ways`];
}

function isAsSaid(
  operator: ContributedOperator,
  { seen, wanted, holds }: OperatorContribution["examples"][number],
): boolean {
  const ask = () => contributedHolds(operator, seen, wanted);
  return takes(operator, wanted) && ask() === holds && ask() === holds;
}
