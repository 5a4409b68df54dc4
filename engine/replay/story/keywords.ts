import { compare, operandOf } from "../../definition/conditions/evaluate.js";
import type { Comparison } from "../../definition/conditions/condition.js";
import { effectsIn } from "../../definition/effects-in.js";
import type { ReleaseBody } from "../../definition/release.js";
import { rulesOf } from "../../definition/rules-of.js";
import type { Workflow } from "../../definition/workflow.js";
import { comparisonsOf } from "../../../rules/can-evaluate.js";

/** What rules and guards look for in texts: written by whoever made the release, so that none of it is a patient's. */
export type Keywords = {
  /** Words that a text may hold. */
  readonly within: readonly string[];
  /** Words that it may begin with. */
  readonly first: readonly string[];
  /** Whole texts that it is compared with. */
  readonly whole: readonly string[];
};

/** Everything that the rules of a workflow, its guards and the conditions of its effects compare texts with. */
export function keywordsOf(release: ReleaseBody, workflow: Workflow): Keywords {
  const ofRules = release.ruleSets
    .filter((one) => one.workflow === workflow.id)
    .flatMap((ruleSet) => {
      const conditions = [
        ...Object.values(ruleSet.conditions ?? {}),
        ...rulesOf(ruleSet).map((rule) => rule.when),
      ];
      return conditions.flatMap(comparisonsOf).map((one) => asked(one, ruleSet.lists));
    });
  const guards = [...Object.values(workflow.transitions), ...effectsIn(workflow)];
  const ofWorkflow = guards.flatMap(({ when }) =>
    when === undefined ? [] : comparisonsOf(when).map((one) => asked(one, undefined)),
  );
  const all = [...ofRules, ...ofWorkflow];
  const by = (...operators: readonly string[]) => [
    ...new Set(all.flatMap(({ operator, words }) => (operators.includes(operator) ? words : []))),
  ];
  return {
    within: by("textContains", "textContainsAny"),
    first: by("startsWith"),
    whole: by("equal", "notEqual", "in", "notIn"),
  };
}

/**
 * A text that says nothing but what rules look for: the keywords that occurred, each once, in the order of the release and not of
 * the text. Nobody's own words are in it.
 * @param maxLength what does not fit any more is left out
 */
export function neutralText(text: string, keywords: Keywords, maxLength = MAX_LENGTH): string {
  if (text === "" || keywords.whole.includes(text)) return text;
  const first = longest(keywords.first.filter((word) => compare("startsWith", text, word)));
  const found = keywords.within.filter((word) => compare("textContains", text, word));
  const kept = found.filter((word) => !found.some((other) => isPart(word, other)));
  const begins = first === undefined ? MADE_UP : `${first}: ${MADE_UP}`;
  let said = begins;
  for (const word of kept) {
    const next = `${said}${said === begins ? ": " : BETWEEN}${word}`;
    if (next.length <= maxLength) said = next;
  }
  return said.slice(0, maxLength);
}

/** As long as a text of a test may be. */
const MAX_LENGTH = 4000;

const MADE_UP = "Made up";

/** Words of their own between two keywords, so that they do not make a third. */
const BETWEEN = ", then ";

function asked(
  comparison: Comparison,
  lists: Parameters<typeof operandOf>[1],
): { readonly operator: string; readonly words: readonly string[] } {
  const operand = operandOf(comparison, lists);
  const words = [operand].flat().filter((word): word is string => typeof word === "string");
  return { operator: comparison.operator, words };
}

/** Whether a keyword says no more than another one that occurred, which holds it. */
function isPart(word: string, other: string): boolean {
  return word !== other && compare("textContains", other, word);
}

function longest(words: readonly string[]): string | undefined {
  return words.toSorted((one, other) => other.length - one.length)[0];
}
