import { draftEn } from "./draft-en.js";

/** The words about changes that are not published yet, in the language of this installation. */
export const draftWords: typeof draftEn = draftEn;
