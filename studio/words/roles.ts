import { rolesEn } from "./roles-en.js";

/** The words about roles and what they let people do, in the language of this installation. */
export const rolesWords: typeof rolesEn = rolesEn;
