/** What a format needs besides its values: the language of the text, and the IANA time zone its dates are told in. */
export type FormatSetting = { readonly language: string; readonly timeZone: string };

type Format = {
  /** How many values it takes. */
  readonly takes: number;
  readonly apply: (values: readonly string[], setting: FormatSetting) => string;
};

export type FormatName = "default" | "upper" | "date" | "time" | "first_name";

/** The formats a template may use: `{{default contact.name "friend"}}`, `{{upper x}}`, `{{date x}}`, `{{time x}}`, `{{first_name x}}`. */
export const FORMATS: { readonly [Name in FormatName]: Format } = {
  default: {
    takes: 2,
    apply: ([value = "", otherwise = ""]) => (isEmpty(value) ? otherwise : value),
  },
  upper: { takes: 1, apply: ([value = ""]) => value.toUpperCase() },
  date: {
    takes: 1,
    apply: ([value = ""], setting) =>
      instantText(value, setting, { day: "numeric", month: "short", year: "numeric" }),
  },
  time: {
    takes: 1,
    apply: ([value = ""], setting) =>
      instantText(value, setting, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  },
  first_name: { takes: 1, apply: ([value = ""]) => value.trim().split(/\s+/)[0] ?? "" },
};

/** Whether a word names a format; own names only, so `constructor` is none. */
export function isFormat(word: string): word is FormatName {
  return Object.hasOwn(FORMATS, word);
}

/** Whether a value counts as missing: nothing, or only blanks. */
export function isEmpty(value: string): boolean {
  return value.trim() === "";
}

/** An ISO 8601 instant in words; a value that is none stands as it is. Narrow blanks would turn an SMS into UCS-2. */
function instantText(
  value: string,
  { language, timeZone }: FormatSetting,
  shape: Intl.DateTimeFormatOptions,
): string {
  const instant = Date.parse(value);
  if (Number.isNaN(instant)) return value;
  const text = new Intl.DateTimeFormat(language, { ...shape, timeZone }).format(instant);
  return text.replace(/[\u00a0\u202f]/g, " ");
}
