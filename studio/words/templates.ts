import { templatesEn } from "./templates-en.js";

/** The words about message templates, in the language of this installation. */
export const templateWords: typeof templatesEn = templatesEn;

const languages = new Intl.DisplayNames("en", { type: "language" });

/** The name of a language by its code: `sw` is Swahili. */
export function languageName(code: string): string {
  return languages.of(code) ?? code;
}
