import {
  type ContributedFact,
  type FactAnswer,
  givenTo,
  isAnswer,
  withAnswers,
} from "../definition/contributed-facts.js";
import type { Facts } from "../definition/conditions/evaluate.js";
import type { Contributions } from "../definition/contributions.js";
import type { RuleSet } from "../definition/rule-set.js";
import { type AskedFact, pluginFactsIn } from "../../rules/index.js";
import { storable } from "../../workflows/case/limits.js";
import { within } from "./within.js";

/** Facts for a decision, with what plugins were asked for it. */
export type Gathered = { readonly facts: Facts; readonly asked: readonly AskedFact[] };

type Asked = AskedFact["how"];

/**
 * The facts that a rule set decides over: those of the case, and those of plugins that it names. The plugins are asked side by side,
 * each within its own time, and whatever they do, the decision goes on.
 * @returns null when the set names a fact that no plugin at hand brings
 */
export async function gather(
  ruleSet: RuleSet,
  facts: Facts,
  { facts: known }: Pick<Contributions, "facts">,
): Promise<Gathered | null> {
  const named = pluginFactsIn(ruleSet);
  if (!named.every((path) => Object.hasOwn(known, path))) return null;
  const told = await Promise.all(
    named.map(async (path) => {
      const fact = known[path] as ContributedFact;
      return { path, fact, ...(await ask(fact, facts)) };
    }),
  );
  return {
    facts: withAnswers(
      facts,
      told.map(({ path, value }) => [path, value] as const),
    ),
    asked: told.map(({ path, fact: { words }, how }) => ({ fact: path, words, how })),
  };
}

/** Asks for one fact. Never rejects, and is over when the fact's time is, whether the plugin listens or not. */
export async function ask(
  fact: ContributedFact,
  facts: Facts,
): Promise<{ readonly how: Asked; readonly value: FactAnswer }> {
  const how = await within(fact.withinMs, (signal) =>
    fact.look?.(givenTo(fact, facts), { signal, timeoutMs: fact.withinMs }),
  );
  if (how.ended !== "said") return { how: how.ended, value: fact.otherwise };
  const value = answerIn(fact, how.said);
  return value === undefined
    ? { how: "wrong_type", value: fact.otherwise }
    : { how: "answered", value };
}

/** What was said, as a copy that nothing of the plugin's can change; undefined for what the fact cannot be. */
function answerIn(fact: ContributedFact, said: unknown): FactAnswer | undefined {
  try {
    if (!isAnswer(fact, said)) return undefined;
    const copy: unknown = JSON.parse(JSON.stringify(said));
    return isAnswer(fact, copy) && storable(copy) ? copy : undefined;
  } catch {
    return undefined;
  }
}
