import { mapEn } from "./map-en.js";

/** The words about how a case moves, in the language of this installation. Apart from the others, because the desk needs none of them. */
export const mapWords: typeof mapEn = mapEn;
