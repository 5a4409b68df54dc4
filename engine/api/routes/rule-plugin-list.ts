import { Type } from "@sinclair/typebox";
import { rulePluginSchema } from "../../protocol/rule-plugin.js";
import { defineRoute } from "../route.js";

/** What plugins bring to the rules of this installation; what somebody who writes rules can choose from. */
export const rulePluginList = defineRoute({
  id: "listRulePlugins",
  method: "GET",
  path: "/api/rule-plugins",
  group: "Releases",
  summary: "List the plugins for rules, with their operators",
  permission: "release.read",
  answers: {
    200: Type.Object({ items: Type.Array(rulePluginSchema) }, { $id: "RulePluginList" }),
  },
  handle: (_request, { contributions: { plugins, operators } }) => {
    const items = plugins.map(({ id, version, name: title }) => ({
      ...{ id, version, name: title },
      operators: Object.entries(operators)
        .filter(([name]) => name.startsWith(`${id}.`))
        .map(([name, { words, description, facts, value, of }]) => ({
          ...{ name, words: [...words] as [string, string], description },
          ...{ facts: [...facts], value, of },
        })),
    }));
    return { status: 200, body: { items } };
  },
});
