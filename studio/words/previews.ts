import { previewsEn } from "./previews-en.js";

/** The words about how things look where they arrive, in the language of this installation. */
export const previewWords: typeof previewsEn = previewsEn;
