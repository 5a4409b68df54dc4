import { type Static, Type } from "@sinclair/typebox";
import type { FactType } from "../definition/conditions/condition.js";

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

/** A plugin that brings words to rules. */
export const rulePluginSchema = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    name: Type.String(),
    operators: Type.Array(operatorShape),
  },
  { $id: "RulePlugin" },
);
export type RulePluginLine = Static<typeof rulePluginSchema>;
