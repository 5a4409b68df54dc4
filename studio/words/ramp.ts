import { rampEn } from "./ramp-en.js";

/** The words about ramps, in the language of this installation. */
export const rampWords: typeof rampEn = rampEn;
