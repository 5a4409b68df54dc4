import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import {
  PATIENT_LANGUAGES,
  pickLanguage,
  type PatientLanguage,
  type PatientWords,
} from "../words/patient.js";
import classes from "./language.module.css";

const STORED = "casewright.language";

/** The language of a patient page: chosen before, wished for in the address, or spoken by the phone. */
export function usePatientLanguage(): {
  readonly language: PatientLanguage;
  readonly words: PatientWords;
  readonly choose: (language: PatientLanguage) => void;
} {
  const [search] = useSearchParams();
  const [language, setLanguage] = useState(() =>
    pickLanguage([
      search.get("lang") ?? "",
      localStorage.getItem(STORED) ?? "",
      ...navigator.languages,
    ]),
  );
  useEffect(() => {
    document.documentElement.lang = language;
    // The next page goes on in the language that a link brought.
    if (search.has("lang")) localStorage.setItem(STORED, language);
  }, [language, search]);
  const choose = (next: PatientLanguage) => {
    localStorage.setItem(STORED, next);
    setLanguage(next);
  };
  return { language, words: PATIENT_LANGUAGES[language].words, choose };
}

/** Switches a patient page between its languages. */
export function LanguageSwitch({
  language,
  label,
  onChoose,
}: {
  readonly language: PatientLanguage;
  readonly label: string;
  readonly onChoose: (language: PatientLanguage) => void;
}) {
  return (
    <div role="group" aria-label={label} className={classes.switch}>
      {Object.entries(PATIENT_LANGUAGES).map(([key, { name }]) => (
        <button
          key={key}
          type="button"
          lang={key}
          aria-pressed={key === language}
          className={classes.choice}
          onClick={() => onChoose(key as PatientLanguage)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
