import type { Comments } from "../../engine/definition/comments.js";
import { pointer } from "../../engine/definition/finding.js";

type Noted = { readonly comments?: Comments };

/**
 * The definition after a step, with its comments where they belong now: those about an entry of a list go with the entry, those
 * about what is gone go too. A step that changed the comments itself is right about them.
 */
export function withCarriedComments<Of extends Noted>(before: Of, after: Of): Of {
  const { comments } = after;
  if (comments === undefined || before === after || comments !== before.comments) return after;
  const carried = Object.entries(comments).flatMap(([at, comment]) => {
    const place = placeNow(before, after, keysOf(at));
    return place === null ? [] : [[pointer(...place), comment] as const];
  });
  const kept = Object.fromEntries(carried);
  if (Object.keys(kept).join("\n") === Object.keys(comments).join("\n")) return after;
  const { comments: _, ...rest } = after;
  return (Object.keys(kept).length === 0 ? rest : { ...rest, comments: kept }) as Of;
}

/** Where what stood at a place stands now; null when it is gone. */
function placeNow(
  before: unknown,
  after: unknown,
  [key, ...inside]: readonly string[],
): readonly string[] | null {
  if (key === undefined) return [];
  const place = Array.isArray(before)
    ? entryNow(before, after, Number(key))
    : memberNow(before, after, key);
  if (place === null || !has(after, place) || !has(before, key)) return null;
  const rest = placeNow(before[key], after[place], inside);
  return rest && [place, ...rest];
}

/** A member is known by its key; one that has another one now, by its place among the others, which have theirs. */
function memberNow(before: unknown, after: unknown, key: string): string | null {
  if (has(after, key) || typeof before !== "object" || typeof after !== "object") return key;
  const [old, now] = [Object.keys(before ?? {}), Object.keys(after ?? {})];
  const place = old.indexOf(key);
  const isRenamed =
    old.length === now.length && old.every((one, at) => at === place || one === now[at]);
  return isRenamed ? (now[place] ?? null) : null;
}

/** An entry is known by what it is; one that was changed where it stands, by its place. */
function entryNow(before: readonly unknown[], after: unknown, index: number): string | null {
  if (!Array.isArray(after)) return null;
  const texts = after.map((entry) => JSON.stringify(entry));
  const same = texts.indexOf(JSON.stringify(before[index]));
  if (same >= 0) return String(same);
  return before.length === after.length ? String(index) : null;
}

function has<Key extends string>(
  group: unknown,
  key: Key,
): group is { readonly [K in Key]: unknown } {
  return typeof group === "object" && group !== null && Object.hasOwn(group, key);
}

function keysOf(at: string): readonly string[] {
  return at
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
