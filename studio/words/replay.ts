import { replayEn } from "./replay-en.js";

/** The words about what a change would have done, in the language of this installation. */
export const replayWords: typeof replayEn = replayEn;
