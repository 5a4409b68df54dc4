import { stuckEn } from "./stuck-en.js";

/** The words about tickets that stand still. */
export const stuckWords = stuckEn;
