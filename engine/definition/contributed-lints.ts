import { below, type Finding, keysOf, pointer } from "./finding.js";
import type { ReleaseBody } from "./release.js";

/** The lists of a release whose definitions plugins look at, by the kind of definition. */
const LISTS = { workflow: "workflows", ruleset: "ruleSets", template: "templates" } as const;

/** A kind of definition that plugins look at. */
export type LintedKind = keyof typeof LISTS;

/** Something that a plugin looks for in definitions: what is against the rules of this house, and may be right elsewhere. */
export type ContributedLint = {
  /** What it looks for: `messages that shout`. */
  readonly words: string;
  /** Why that is looked for, for whoever writes definitions. */
  readonly description: string;
  /** What it looks at, one definition at a time. */
  readonly of: LintedKind;
  /** An error stops a publication; a warning is advice. */
  readonly severity: "error" | "warning";
  /** Left out where the plugin's code is not at hand, as in a browser. */
  readonly look?: LintLook;
};

/** Lints of plugins by their name: `house.shouting`. */
export type ContributedLints = { readonly [name: string]: ContributedLint };

/**
 * Looks at one definition, which is its own copy. It answers with the same for the same definition, at once, and knows nothing else.
 * @returns what it found: nothing, or a list of {@link LintFound}
 */
export type LintLook = (definition: unknown) => unknown;

/** One thing that a lint found. */
export type LintFound = {
  /** JSON pointer into the definition; the nearest thing that is there counts. */
  readonly path: string;
  readonly message: string;
  /** What to change, in one sentence. */
  readonly fix?: string;
};

/** Most that is told of one definition by one lint, and the longest sentence of it. */
const MAX_FOUND = 50;
const MAX_LETTERS = 300;

/** The name of a plugin's lint, which is the code of its findings. */
export function nameOfLint(plugin: string, name: string): string {
  return `${plugin}.${name}`;
}

/** What the lints of plugins find in a release. One that fails is told of as a warning, and stops nobody. Never throws. */
export function contributedFindings(
  lints: ContributedLints,
  release: Pick<ReleaseBody, (typeof LISTS)[LintedKind]>,
): readonly Finding[] {
  return Object.entries(lints).flatMap(([name, lint]) => {
    const list = LISTS[lint.of];
    return release[list].flatMap((definition, place) =>
      below([list, place], findingsOf(name, lint, definition)),
    );
  });
}

function findingsOf(name: string, lint: ContributedLint, definition: object): readonly Finding[] {
  const { look, severity, words } = lint;
  if (look === undefined) return [];
  const found = foundBy(look, definition);
  if (found === null)
    return [
      {
        ...{ code: name, severity: "warning", path: "" },
        message: `The plugin could not look for ${words} here.`,
        fix: "Tell whoever looks after the plugin.",
      },
    ];
  return found.map(({ path, message, fix }) => ({
    ...{ code: name, severity, path: nearest(definition, path), message: cut(message) },
    ...(fix === undefined ? {} : { fix: cut(fix) }),
  }));
}

/** What a look finds in a copy of a definition; null when it fails, or answers with something else. */
export function foundBy(look: LintLook, definition: object): readonly LintFound[] | null {
  try {
    const said = look(structuredClone(definition)) ?? [];
    if (!Array.isArray(said)) return null;
    const found = said.slice(0, MAX_FOUND).map(readFound);
    return found.every((one) => one !== null) ? found : null;
  } catch {
    return null;
  }
}

function readFound(said: unknown): LintFound | null {
  if (typeof said !== "object" || said === null) return null;
  const { path, message, fix } = said as Partial<Record<keyof LintFound, unknown>>;
  if (typeof path !== "string" || typeof message !== "string" || message === "") return null;
  if (fix !== undefined && typeof fix !== "string") return null;
  return { path, message, ...(fix === undefined ? {} : { fix }) };
}

/** A pointer as far as it leads to something. */
function nearest(definition: object, path: string): string {
  const there: string[] = [];
  let at: unknown = definition;
  for (const key of keysOf(path)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) break;
    at = (at as Readonly<Record<string, unknown>>)[key];
    there.push(key);
  }
  return pointer(...there);
}

function cut(text: string): string {
  return text.length <= MAX_LETTERS ? text : `${text.slice(0, MAX_LETTERS - 1)}…`;
}
