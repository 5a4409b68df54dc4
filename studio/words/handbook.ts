import { handbookEn } from "./handbook-en.js";

/** The words of the printed handbook, in the language of this installation. */
export const handbookWords: typeof handbookEn = handbookEn;
