import { editEn } from "./edit-en.js";

/** The words for changing how a case moves, in the language of this installation. */
export const editWords: typeof editEn = editEn;
