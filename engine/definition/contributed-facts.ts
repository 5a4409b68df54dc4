import { isOfType } from "./conditions/contributed.js";
import type { FactType } from "./conditions/condition.js";
import { readFact, type Facts } from "./conditions/evaluate.js";
import type { FactCatalogue } from "./facts.js";
import type { Json } from "./names.js";

/** Under which all facts of plugins stand: `plugin.<id>.<name>`. No fact of ours begins like it. */
const ROOT = "plugin";

/** What a plugin says of a fact: a value of the fact's type, or null where there is none. */
export type FactAnswer = string | number | boolean | readonly (string | number | boolean)[] | null;

/** What a look is given beside the facts of the case. */
export type FactIo = {
  /** Aborted when the time is up; whatever comes after that is not read. */
  readonly signal: AbortSignal;
  /** Milliseconds that it may take altogether. */
  readonly timeoutMs: number;
};

/**
 * Looks a fact up, in whatever the plugin knows: a table of its own, another system. It is asked once before a decision and its
 * answer is recorded with it, so it may depend on the clock and on the world.
 * @param given what it reads of the case, by path; what the case does not have is left out
 */
export type FactLook = (given: { readonly [path: string]: Json }, io: FactIo) => unknown;

/** A fact that a plugin brings. Rule sets may use it; guards, forms and templates run inside cases and may not. */
export type ContributedFact = {
  /** What a sentence calls it: `the free beds`. */
  readonly words: string;
  /** What it says, for whoever writes rules. */
  readonly description: string;
  readonly type: FactType;
  /** All that a text can be, where that is few and known. */
  readonly values?: readonly string[];
  /** What it is told of the case, and nothing else is: facts by path, with their types. */
  readonly reads: FactCatalogue;
  /** Milliseconds after which it counts as unanswered. */
  readonly withinMs: number;
  /** What it is when nothing answers in time; null for unknown, which is as if it were not there. */
  readonly otherwise: FactAnswer;
  /** Left out where the plugin's code is not at hand, as in a browser. */
  readonly look?: FactLook;
};

/** Facts of plugins by their path. */
export type ContributedFacts = { readonly [path: string]: ContributedFact };

/** Longest answer of a plugin, as JSON: a fact is something to compare, not a document. */
const MAX_ANSWER_CHARS = 1_000;

/** The path of a plugin's fact. */
export function pathOfFact(plugin: string, name: string): string {
  return `${ROOT}.${plugin}.${name}`;
}

/** The plugin that a path names; undefined for a fact of ours. */
export function pluginOfFact(path: string): string | undefined {
  const [root, plugin = ""] = path.split(".");
  return root === ROOT ? plugin : undefined;
}

/** The facts of plugins that rules about a case with these facts can use: all that they read is there. */
export function fittingFacts(
  contributed: ContributedFacts,
  known: FactCatalogue,
): readonly (readonly [path: string, fact: ContributedFact])[] {
  return Object.entries(contributed).filter(([, fact]) => missingOf(fact, known).length === 0);
}

/** What a fact reads and cases with these facts do not have. */
export function missingOf({ reads }: ContributedFact, known: FactCatalogue): readonly string[] {
  return Object.entries(reads).flatMap(([path, type]) =>
    Object.hasOwn(known, path) && known[path] === type ? [] : [path],
  );
}

/** What a fact is told of a case: what it reads, as far as it is there and of its type. */
export function givenTo({ reads }: ContributedFact, facts: Facts): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(reads).flatMap(([path, type]) => {
      const seen = readFact(facts, path);
      return seen !== undefined && isOfType(seen, type) ? [[path, structuredClone(seen)]] : [];
    }),
  );
}

/** Whether a value is something that a fact can be: of its type, one of its values, and not too long. */
export function isAnswer(
  { type, values }: Pick<ContributedFact, "type" | "values">,
  said: unknown,
): said is FactAnswer {
  if (said === null) return true;
  if (!isOfType(said, type)) return false;
  if (Array.isArray(said) && !said.every(isScalar)) return false;
  if (values !== undefined && !values.some((value) => value === said)) return false;
  return JSON.stringify(said).length <= MAX_ANSWER_CHARS;
}

/** Facts of a case with what plugins said beside them, by path. */
export function withAnswers(
  facts: Facts,
  answers: readonly (readonly [path: string, answer: FactAnswer])[],
): Facts {
  const said: Record<string, Record<string, Json>> = {};
  for (const [path, answer] of answers) {
    const [, plugin = "", name = ""] = path.split(".");
    said[plugin] = { ...said[plugin], [name]: answer };
  }
  return answers.length === 0 ? facts : { ...facts, [ROOT]: said };
}

function isScalar(value: unknown): boolean {
  return isOfType(value, "text") || isOfType(value, "number") || isOfType(value, "boolean");
}
