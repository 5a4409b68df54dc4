import { Type } from "@sinclair/typebox";
import { pluginOfEffect } from "../../definition/contributed-effects.js";
import { pluginOfFact } from "../../definition/contributed-facts.js";
import type { Contributions } from "../../definition/contributions.js";
import { rulePluginSchema, type RulePluginLine } from "../../protocol/rule-plugin.js";
import { defineRoute } from "../route.js";

/** What plugins bring to the rules and workflows of this installation; what somebody who writes them can choose from. */
export const rulePluginList = defineRoute({
  id: "listRulePlugins",
  method: "GET",
  path: "/api/rule-plugins",
  group: "Releases",
  summary:
    "List the plugins for rules and workflows, with their operators, facts, effects and lints",
  permission: "release.read",
  answers: {
    200: Type.Object({ items: Type.Array(rulePluginSchema) }, { $id: "RulePluginList" }),
  },
  handle: (_request, { contributions }) => {
    const items = contributions.plugins.map(({ id, version, name }) => ({
      ...{ id, version, name },
      operators: operatorsOf(id, contributions),
      facts: factsOf(id, contributions),
      effects: effectsOf(id, contributions),
      lints: lintsOf(id, contributions),
    }));
    return { status: 200, body: { items } };
  },
});

function operatorsOf(plugin: string, { operators }: Contributions): RulePluginLine["operators"] {
  return Object.entries(operators)
    .filter(([name]) => name.startsWith(`${plugin}.`))
    .map(([name, { words, description, facts, value, of }]) => ({
      ...{ name, words: [...words] as [string, string], description },
      ...{ facts: [...facts], value, of },
    }));
}

function factsOf(plugin: string, { facts }: Contributions): RulePluginLine["facts"] {
  return Object.entries(facts)
    .filter(([path]) => pluginOfFact(path) === plugin)
    .map(([path, { values, look: _, ...fact }]) => ({
      ...{ path, ...fact },
      ...(values === undefined ? {} : { values: [...values] }),
    }));
}

function lintsOf(plugin: string, { lints }: Contributions): RulePluginLine["lints"] {
  return Object.entries(lints)
    .filter(([name]) => name.startsWith(`${plugin}.`))
    .map(([name, { look: _, ...lint }]) => ({ name, ...lint }));
}

function effectsOf(plugin: string, { effects }: Contributions): RulePluginLine["effects"] {
  return Object.entries(effects)
    .filter(([name]) => pluginOfEffect(name) === plugin)
    .map(([name, { perform: _, preview: __, ...effect }]) => ({ name, ...effect }));
}
