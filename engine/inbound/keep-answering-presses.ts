import { keepLooking, type Looker } from "../keep-looking.js";
import { watchPresses } from "../store/presses.js";
import type { EffectTools } from "../effects/tools.js";
import { answerNextPress } from "./answer-press.js";

/** Longest time between two looks; a new press rings at once. */
const LOOK_EVERY_MS = 2_000;

/** Deals with every press of a button under a message as it comes, until stopped. */
export function keepAnsweringPresses(tools: EffectTools): Looker {
  return keepLooking({
    next: () => answerNextPress(tools),
    everyMs: LOOK_EVERY_MS,
    watch: (ring) => watchPresses(tools.store, ring),
    log: tools.log,
    failed: "a press could not be looked for",
  });
}
