import { type Static, Type } from "@sinclair/typebox";
import type { FactType } from "../definition/conditions/condition.js";
import type { ContributedEffect } from "../definition/contributed-effects.js";
import type { FactAnswer } from "../definition/contributed-facts.js";

/** An operator of a plugin, without its function: that stays with the servers. */
const operatorShape = Type.Object({
  name: Type.String({ description: "As rules write it: `<plugin>.<name>`" }),
  words: Type.Tuple([Type.String(), Type.String()], {
    description: "What a sentence says when it holds, and when it does not",
  }),
  description: Type.String(),
  facts: Type.Array(Type.Unsafe<FactType>(Type.String()), {
    description: "Types of fact that it reads: text, number, boolean, instant, list",
  }),
  value: Type.Union([Type.Literal("one"), Type.Literal("many"), Type.Literal("none")]),
  of: Type.Union(
    [
      Type.Literal("text"),
      Type.Literal("number"),
      Type.Literal("boolean"),
      Type.Literal("instant"),
    ],
    { description: "The type of its value, or of each of them" },
  ),
});

/** A fact of a plugin, without its function. */
const factShape = Type.Object({
  path: Type.String({ description: "As rules write it: `plugin.<plugin>.<name>`" }),
  words: Type.String({ description: "What a sentence calls it" }),
  description: Type.String(),
  type: Type.Unsafe<FactType>(Type.String({ description: "As of an operator's facts" })),
  values: Type.Optional(Type.Array(Type.String(), { description: "All that a text can be" })),
  reads: Type.Unsafe<Readonly<Record<string, FactType>>>(
    Type.Record(Type.String(), Type.String(), {
      description: "What the plugin is told of a case, with the types; nothing else",
    }),
  ),
  withinMs: Type.Integer({ description: "Milliseconds after which it counts as unanswered" }),
  otherwise: Type.Unsafe<FactAnswer>(
    Type.Unknown({ description: "What it is when nothing answers in time; null for unknown" }),
  ),
});

/** An effect of a plugin, without its function. */
const effectShape = Type.Object({
  name: Type.String({ description: "As workflows write it: `<plugin>.<name>`" }),
  words: Type.String({ description: "What a sentence says is to be done" }),
  description: Type.String(),
  takes: Type.Unsafe<ContributedEffect["takes"]>(
    Type.Unknown({
      description: "A form: what it is given, each field with how private it may be at most",
    }),
  ),
  answers: Type.Optional(
    Type.Unsafe<NonNullable<ContributedEffect["answers"]>>(
      Type.Unknown({ description: "A form: the fields that are read of its answer" }),
    ),
  ),
  pretend: Type.Optional(
    Type.Unsafe<NonNullable<ContributedEffect["pretend"]>>(
      Type.Unknown({ description: "An answer as it may be, for whoever tries a workflow out" }),
    ),
  ),
  withinMs: Type.Integer({ description: "Milliseconds after which a try counts as failed" }),
});

/** A lint of a plugin, without its function. */
const lintShape = Type.Object({
  name: Type.String({ description: "The code of its findings: `<plugin>.<name>`" }),
  words: Type.String({ description: "What it looks for" }),
  description: Type.String(),
  of: Type.Union([Type.Literal("workflow"), Type.Literal("ruleset"), Type.Literal("template")], {
    description: "What it looks at",
  }),
  severity: Type.Union([Type.Literal("error"), Type.Literal("warning")], {
    description: "An error stops a publication",
  }),
});

/** A plugin that brings operators or facts to rules, effects to workflows, or lints to the check. */
export const rulePluginSchema = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    name: Type.String(),
    operators: Type.Array(operatorShape),
    facts: Type.Array(factShape),
    effects: Type.Array(effectShape),
    lints: Type.Array(lintShape),
  },
  { $id: "RulePlugin" },
);
export type RulePluginLine = Static<typeof rulePluginSchema>;
