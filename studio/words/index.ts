import { staffEn, type StaffWords } from "./staff-en.js";

/** The words of the staff screens, in the language of this installation. */
export const words: StaffWords = staffEn;
