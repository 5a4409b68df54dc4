import { simulatorEn } from "./simulator-en.js";

/** The words about trying a workflow, in the language of this installation. Apart from the others, because the desk needs none of them. */
export const simulatorWords: typeof simulatorEn = simulatorEn;
