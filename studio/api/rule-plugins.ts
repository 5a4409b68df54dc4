import { queryOptions } from "@tanstack/react-query";
import type { Contributions } from "../../engine/definition/contributions.js";
import type { RulePluginLine } from "../../engine/protocol/rule-plugin.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** What plugins bring to rules and workflows. Their functions stay with the servers; they change with a restart alone. */
export const contributionsQuery = queryOptions({
  queryKey: keys.rulePlugins,
  queryFn: async ({ signal }) =>
    contributionsOf(
      (await call<{ items: readonly RulePluginLine[] }>("/api/rule-plugins", { signal })).items,
    ),
  staleTime: Infinity,
});

function contributionsOf(plugins: readonly RulePluginLine[]): Contributions {
  return {
    plugins: plugins.map(({ id, version, name }) => ({ id, version, name })),
    operators: Object.fromEntries(
      plugins.flatMap(({ operators }) => operators.map(({ name, ...rest }) => [name, rest])),
    ),
    facts: Object.fromEntries(
      plugins.flatMap(({ facts }) => facts.map(({ path, ...fact }) => [path, fact])),
    ),
    effects: Object.fromEntries(
      plugins.flatMap(({ effects }) => effects.map(({ name, ...effect }) => [name, effect])),
    ),
    lints: Object.fromEntries(
      plugins.flatMap(({ lints }) => lints.map(({ name, ...lint }) => [name, lint])),
    ),
  };
}
