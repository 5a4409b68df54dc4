import { noteEn } from "./note-en.js";

/** The words about notes on the picture of a workflow. */
export const noteWords = noteEn;
