import { textEn } from "./text-en.js";

/** The words of the view in which a workflow is edited as text. */
export const textWords = textEn;
