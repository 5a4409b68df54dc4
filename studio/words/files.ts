import { filesEn } from "./files-en.js";

/** The words about definitions as files, in the language of this installation. */
export const filesWords: typeof filesEn = filesEn;
