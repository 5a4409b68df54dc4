import { flowEn } from "./flow-en.js";

/** The words about how many cases go where, in the language of this installation. */
export const flowWords: typeof flowEn = flowEn;
