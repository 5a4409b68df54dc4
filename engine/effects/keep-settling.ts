import { keepLooking, type Looker } from "../keep-looking.js";
import { settleNext } from "./settle.js";
import type { EffectTools } from "./tools.js";

/** Time between two looks for what is to be settled; the row in the store decides who looks into it. */
const LOOK_EVERY_MS = 2_000;

/** Looks into every message whose end is not known, or not told, as soon as it is due, until stopped. */
export function keepSettling(tools: EffectTools): Looker {
  return keepLooking({
    next: () => settleNext(tools),
    everyMs: LOOK_EVERY_MS,
    log: tools.log,
    failed: "a message could not be looked into",
  });
}
