import { movingEn } from "./moving-en.js";

/** The words about moving open cases to another release, in the language of this installation. */
export const movingWords: typeof movingEn = movingEn;
