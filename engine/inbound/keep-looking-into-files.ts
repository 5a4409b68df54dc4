import type { EffectTools } from "../effects/tools.js";
import { keepLooking, type Looker } from "../keep-looking.js";
import { watchAttachments } from "../store/attachments.js";
import { lookIntoNextFile } from "./look-into-file.js";

/** Longest time between two looks; a new file rings at once. */
const LOOK_EVERY_MS = 2_000;

/** Fetches and judges every file as it comes, until stopped. */
export function keepLookingIntoFiles(tools: EffectTools): Looker {
  return keepLooking({
    next: () => lookIntoNextFile(tools),
    everyMs: LOOK_EVERY_MS,
    watch: (ring) => watchAttachments(tools.store, ring),
    log: tools.log,
    failed: "files could not be looked for",
  });
}
