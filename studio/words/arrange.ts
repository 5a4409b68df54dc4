import { arrangeEn } from "./arrange-en.js";

/** The words of putting states in order in the picture, in the language of this installation. */
export const arrangeWords: typeof arrangeEn = arrangeEn;
