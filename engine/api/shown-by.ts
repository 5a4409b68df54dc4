import { type Preview, readPreview } from "../definition/preview.js";
import { within } from "../effects/within.js";

/** Longest that somebody who writes waits for what a plugin shows, milliseconds. */
const WITHIN_MS = 1_000;

/** What a plugin shows; null when it fails, takes too long, or shows something that is no preview. Never rejects. */
export async function shownBy(show: () => unknown): Promise<Preview | null> {
  const ending = await within(WITHIN_MS, show);
  return ending.ended === "said" ? readPreview(ending.said) : null;
}
