import { newWorkflowEn } from "./new-workflow-en.js";

/** The words about making, copying and removing workflows, in the language of this installation. */
export const newWorkflowWords: typeof newWorkflowEn = newWorkflowEn;
