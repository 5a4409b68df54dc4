import { compareEn } from "./compare-en.js";

/** The words about what differs between two pictures of a workflow, in the language of this installation. */
export const compareWords: typeof compareEn = compareEn;
