import type { Turn } from "./turn.js";

/** Turns in a row that a case took under one release. */
export type OfRelease = { readonly release: number; readonly turns: readonly Turn[] };

/**
 * Turns by the release that the case followed. A turn that moves the case is the first under the new one.
 * @param release what the case follows after the last of them
 */
export function byRelease(turns: readonly Turn[], release: number): readonly OfRelease[] {
  const at = turns.findLastIndex(({ event }) => event.type === "moved");
  const event = turns[at]?.event;
  if (event?.type !== "moved" || at === 0) return [{ release, turns }];
  const earlier = byRelease(turns.slice(0, at), event.from.release);
  return [...earlier, { release, turns: turns.slice(at) }];
}
