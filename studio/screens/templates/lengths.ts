import type { Template } from "../../../engine/definition/template.js";
import { countSegments } from "../../../templates/segments.js";
import type { TemplateVariables } from "../../../templates/variables.js";
import { sampleText, type Values } from "./sample-text.js";

/** How many SMS a message is: with usual values, and with the longest. */
export type Lengths = { readonly usual: number; readonly most: number };

/** The SMS of a message in the language in which it is longest; null while one cannot be shown. */
export function lengthsOf(template: Template, known: TemplateVariables): Lengths | null {
  const languages = Object.keys(template.texts.sms);
  const counts = (values: Values) =>
    languages.map((language) => smsOf({ template, language, known, values }));
  const [usual, most] = [counts("sample"), counts("longest")];
  const isShown = (count: number | null) => count !== null;
  if (!usual.every(isShown) || !most.every(isShown)) return null;
  return { usual: Math.max(...usual), most: Math.max(...most) };
}

/** How many SMS one text is; null while it cannot be shown. */
export function smsOf(shown: Omit<Parameters<typeof sampleText>[0], "channel">): number | null {
  const text = sampleText({ ...shown, channel: "sms" });
  return text === null ? null : countSegments(text).segments;
}
