import { renameFieldEn } from "./rename-field-en.js";

/** The words of calling a field otherwise, in the language of this installation. */
export const renameFieldWords = renameFieldEn;
