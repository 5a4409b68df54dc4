import { pointer } from "../definition/finding.js";
import type { ReleaseBody } from "../definition/release.js";
import {
  definitionsOf,
  isSameDefinition,
  nameText,
  type DefinitionName,
  type NamedDefinition,
} from "./release-text.js";

/** What is different about one definition of two releases. */
export type DefinitionDifference = DefinitionName & {
  /** Undefined where the release does not have it. */
  readonly before: NamedDefinition["definition"] | undefined;
  readonly after: NamedDefinition["definition"] | undefined;
};

/** The definitions that two releases do not have alike, in a reader's order. */
export function differencesBetween(
  before: ReleaseBody,
  after: ReleaseBody,
): readonly DefinitionDifference[] {
  const [first, second] = [definitionsOf(before), definitionsOf(after)];
  const find = (all: readonly NamedDefinition[], name: DefinitionName) =>
    all.find((one) => nameText(one) === nameText(name));
  const gone = first.filter((one) => !find(second, one));
  return [...second, ...gone].flatMap(({ kind, id }) => {
    const [a, b] = [find(first, { kind, id }), find(second, { kind, id })];
    if (a && b && isSameDefinition(a, b)) return [];
    return [{ kind, id, before: a?.definition, after: b?.definition }];
  });
}

/** What happened to one definition on the way from a base to two others that go on from it. */
export type Divergence = DefinitionName & {
  /** Whose definition it is: both have changed it, and not alike, where it is a conflict. */
  readonly by: "mine" | "theirs" | "both";
  readonly mine: NamedDefinition["definition"] | undefined;
  readonly theirs: NamedDefinition["definition"] | undefined;
};

/** What either side has changed since the base; what both made alike is nothing to speak of. */
export function divergences(
  base: ReleaseBody,
  { mine, theirs }: { readonly mine: ReleaseBody; readonly theirs: ReleaseBody },
): readonly Divergence[] {
  const [ours, others] = [differencesBetween(base, mine), differencesBetween(base, theirs)];
  const touched = (all: readonly DefinitionDifference[], name: DefinitionName) =>
    all.some((one) => nameText(one) === nameText(name));
  return differencesBetween(theirs, mine).map(({ kind, id, before, after }) => {
    const isMine = touched(ours, { kind, id });
    const isTheirs = touched(others, { kind, id });
    const by = isMine && isTheirs ? "both" : isMine ? "mine" : "theirs";
    return { kind, id, by, mine: after, theirs: before };
  });
}

/** Most sentences about one definition; who wants all of them reads the files. */
const MOST = 40;

/** What is different, a line each: the place as a JSON pointer, what it was and what it is. */
export function differenceSentences({ before, after }: DefinitionDifference): readonly string[] {
  if (before === undefined) return ["is new"];
  if (after === undefined) return ["is gone"];
  const all = [...inside(before, after, "")];
  return all.length <= MOST
    ? all
    : [...all.slice(0, MOST), `and ${String(all.length - MOST)} more`];
}

function* inside(before: unknown, after: unknown, at: string): Generator<string> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (!isGroup(before) || !isGroup(after) || Array.isArray(before) !== Array.isArray(after)) {
    yield `${at}: ${short(before)} → ${short(after)}`;
    return;
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const orders = [before, after].map((one) => Object.keys(one).join(" "));
  for (const key of keys) {
    const place = `${at}${pointer(key)}`;
    if (!Object.hasOwn(before, key)) yield `${place} is new: ${short(after[key])}`;
    else if (!Object.hasOwn(after, key)) yield `${place} is gone: ${short(before[key])}`;
    else yield* inside(before[key], after[key], place);
  }
  const isSameSet = keys.length === Object.keys(before).length && orders[0] !== orders[1];
  if (isSameSet && ORDERED.has(at)) yield `${at} is in another order`;
}

/** Where the order of members means something to people. */
const ORDERED: ReadonlySet<string> = new Set([
  "/states",
  "/transitions",
  "/forms",
  "/clocks",
  "/notes",
  "/groups",
]);

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function short(value: unknown): string {
  const text = typeof value === "string" ? `“${value}”` : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
