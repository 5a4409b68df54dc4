import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { OrganisationSettings } from "../../draft/release-steps.js";
import { settingsWords } from "../../words/settings.js";
import { languageName } from "../../words/templates.js";

/** The parts of a JSON Schema that say what one setting may be. */
export type SettingSchema = {
  readonly type?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: SettingSchema;
};

/** Whether a value is one that the schema allows, for texts and lists of texts. */
export function fitsSetting(schema: SettingSchema, value: string | readonly string[]): boolean {
  if (typeof value === "string") return fitsText(schema, value);
  const { minItems = 0, maxItems = Infinity, uniqueItems, items = {} } = schema;
  return (
    value.length >= minItems &&
    value.length <= maxItems &&
    (uniqueItems !== true || new Set(value).size === value.length) &&
    value.every((one) => fitsText(items, one))
  );
}

function fitsText({ pattern, minLength = 0, maxLength = Infinity }: SettingSchema, text: string) {
  return (
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern).test(text))
  );
}

/** A setting as people read it: languages and calendars by their names. */
export function valueText(
  setting: keyof OrganisationSettings,
  { organisation, calendars = [] }: ReleaseBody,
): string {
  switch (setting) {
    case "languages":
      return organisation.languages.map(languageName).join(", ");
    case "defaultLanguage":
      return languageName(organisation.defaultLanguage);
    case "chat": {
      const { chat } = organisation;
      return chat
        ? (calendars.find(({ id }) => id === chat.calendar)?.name ?? chat.calendar)
        : settingsWords.none;
    }
    case "smsPrice":
      return organisation.smsPrice ?? settingsWords.unknownPrice;
    default:
      return organisation[setting];
  }
}
