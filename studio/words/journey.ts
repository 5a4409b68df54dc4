import { journeyEn } from "./journey-en.js";

/** The words about the way that one case has come. */
export const journeyWords = journeyEn;
