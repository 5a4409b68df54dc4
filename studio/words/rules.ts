import { rulesEn } from "./rules-en.js";

/** The words about rules, in the language of this installation. Apart from the others, because the desk needs none of them. */
export const rulesWords: typeof rulesEn = rulesEn;
