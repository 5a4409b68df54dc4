import { fieldsEn, type FieldsWords } from "./fields-en.js";

/** The words of the panels in which a workflow is changed, in the language of this installation. */
export const fieldsWords: FieldsWords = fieldsEn;
