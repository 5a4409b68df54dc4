import { releasesEn } from "./releases-en.js";

/** The words about releases, in the language of this installation. */
export const releasesWords: typeof releasesEn = releasesEn;
