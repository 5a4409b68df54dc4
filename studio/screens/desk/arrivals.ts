import { useEffect, useState } from "react";
import { words } from "../../words/index.js";
import { arrivals } from "./view.js";

/** How long a new ticket stays marked. */
const FRESH_MS = 15_000;

type Seen = {
  readonly list: string;
  readonly pages: number;
  readonly ids: readonly string[] | undefined;
  readonly fresh: ReadonlySet<string>;
  readonly announcement: string;
};

const NONE: ReadonlySet<string> = new Set();

/**
 * Which tickets on the list have just come, and the sentence that announces them.
 * Another list or another page of the same list announces nothing.
 */
export function useArrivals(
  ids: readonly string[],
  { list, pages, name }: { readonly list: string; readonly pages: number; readonly name: string },
): { readonly fresh: ReadonlySet<string>; readonly announcement: string } {
  const [seen, setSeen] = useState<Seen>({
    list,
    pages,
    ids: undefined,
    fresh: NONE,
    announcement: "",
  });
  if (seen.list !== list || seen.pages !== pages || !same(seen.ids, ids)) {
    setSeen(seenAfter(seen, { list, pages, ids, name }));
  }
  useEffect(() => {
    if (seen.fresh.size === 0) return;
    const timer = setTimeout(() => setSeen((now) => ({ ...now, fresh: NONE })), FRESH_MS);
    return () => clearTimeout(timer);
  }, [seen.fresh]);
  return seen;
}

function seenAfter(
  before: Seen,
  {
    list,
    pages,
    ids,
    name,
  }: Pick<Seen, "list" | "pages"> & { ids: readonly string[]; name: string },
): Seen {
  const comparable = before.list === list && before.pages === pages;
  const come = comparable ? arrivals(before.ids, ids) : [];
  if (come.length === 0) return { ...before, list, pages, ids };
  return {
    list,
    pages,
    ids,
    fresh: new Set([...before.fresh, ...come]),
    announcement: words.live.arrived(come.length, name),
  };
}

function same(before: readonly string[] | undefined, now: readonly string[]): boolean {
  return before?.length === now.length && before.every((id, at) => id === now[at]);
}
