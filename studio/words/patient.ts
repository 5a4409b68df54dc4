import { patientEn } from "./patient-en.js";
import { patientSw } from "./patient-sw.js";

/** Texts of the pages that patients see. */
export type PatientWords = typeof patientEn;

/** Languages the patient pages speak. */
export type PatientLanguage = "en" | "sw";

/** The patient words by language, with the name each language gives itself. */
export const PATIENT_LANGUAGES: {
  readonly [L in PatientLanguage]: { readonly name: string; readonly words: PatientWords };
} = {
  en: { name: "English", words: patientEn },
  sw: { name: "Kiswahili", words: patientSw },
};

/** The first language of a wish list (`navigator.languages`) that we speak; English otherwise. */
export function pickLanguage(wishes: readonly string[]): PatientLanguage {
  for (const wish of wishes) {
    const short = wish.slice(0, 2).toLowerCase();
    if (short === "en" || short === "sw") return short;
  }
  return "en";
}
