import { tableEn } from "./table-en.js";

/** The words about decision tables, in the language of this installation. */
export const tableWords: typeof tableEn = tableEn;
