import type { ContributedOperators } from "../conditions/contributed.js";
import { type ContributedFacts, missingOf, pluginOfFact } from "../contributed-facts.js";
import type { FactCatalogue } from "../facts.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { own } from "./names.js";

/** What plugins bring to the conditions of a rule set. */
export type Brought = {
  readonly operators: ContributedOperators;
  readonly facts: ContributedFacts;
};

/** Why a plugin's fact cannot be used at this place (R019). Without `brought` no fact of any plugin can. */
export function unusablePluginFact(
  fact: string,
  { known, brought }: { readonly known: FactCatalogue; readonly brought: Brought | undefined },
  path: string,
): Draft {
  if (brought === undefined)
    return draft(
      "R019",
      path,
      `\`${fact}\` is a fact of a plugin, and only rule sets may use those.`,
      "Ask a rule set, and look at its answer here.",
    );
  const there = own(brought.facts, fact);
  if (there !== undefined)
    return draft(
      "R019",
      path,
      `\`${fact}\` reads ${missingOf(there, known).join(", ")}, which cases of this workflow do not have.`,
      "Use it in a workflow that has it, or another fact.",
    );
  const plugin = pluginOfFact(fact) ?? "";
  const others = Object.keys(brought.facts).filter((one) => pluginOfFact(one) === plugin);
  return others.length === 0
    ? draft(
        "R019",
        path,
        `No plugin brings the fact \`${fact}\`.`,
        `Add the package of the plugin \`${plugin}\` to RULE_PLUGINS, or use another fact.`,
      )
    : draft("R019", path, `The plugin has no fact \`${fact}\`.`, () => suggestion(fact, others));
}
