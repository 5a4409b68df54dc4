import { settingsEn } from "./settings-en.js";

/** The words about settings of the organisation, in the language of this installation. */
export const settingsWords: typeof settingsEn = settingsEn;
