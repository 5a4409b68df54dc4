import { groupEn } from "./group-en.js";

/** The words about groups of states on the picture of a workflow. */
export const groupWords = groupEn;
