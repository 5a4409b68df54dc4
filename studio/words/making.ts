import { makingEn } from "./making-en.js";

/** The words about making rules, messages and queues from nothing, in the language of this installation. */
export const makingWords: typeof makingEn = makingEn;
