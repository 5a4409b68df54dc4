import { findEn } from "./find-en.js";

/** The words of looking for something in a workflow. */
export const findWords = findEn;
