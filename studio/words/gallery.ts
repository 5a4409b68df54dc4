import { galleryEn } from "./gallery-en.js";

/** The words about workflows to begin with, in the language of this installation. */
export const galleryWords: typeof galleryEn = galleryEn;
