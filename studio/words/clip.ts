import { clipEn } from "./clip-en.js";

/** The words of picking, copying and pasting states. */
export const clipWords = clipEn;
