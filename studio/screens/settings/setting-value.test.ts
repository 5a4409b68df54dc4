import { describe, expect, test } from "vitest";
import { organisationSchema } from "../../../engine/definition/organisation.js";
import { shippedRelease } from "../../../tests/support/shipped-release.js";
import { SETTINGS } from "../../draft/settings.js";
import { settingsWords } from "../../words/settings.js";
import { fitsSetting, valueText, type SettingSchema } from "./setting-value.js";

const shipped = await shippedRelease();
const { properties } = organisationSchema;

describe("a setting", () => {
  test.each<[(typeof SETTINGS)[number], string | readonly string[], boolean]>([
    ["name", "Sunrise Clinic", true],
    ["name", "", false],
    ["name", "x".repeat(121), false],
    ["country", "KE", true],
    ["country", "ke", false],
    ["country", "KEN", false],
    ["emergencyNumber", "999", true],
    ["emergencyNumber", "call us", false],
    ["languages", ["en", "sw"], true],
    ["languages", [], false],
    ["languages", ["en", "en"], false],
    ["languages", ["English"], false],
    ["smsPrice", "KES 0.80", true],
    ["smsPrice", "0.80", false],
    ["smsPrice", "KES 0,80", false],
  ])("%s may be %j: %s", (setting, value, fits) => {
    const schema: SettingSchema = properties[setting];
    expect(fitsSetting(schema, value)).toBe(fits);
  });

  test("is read by the names of languages and calendars", () => {
    const [calendar] = shipped.calendars ?? [];
    const organisation = { ...shipped.organisation, chat: { calendar: calendar?.id ?? "" } };
    expect(SETTINGS.map((setting) => valueText(setting, { ...shipped, organisation }))).toEqual([
      "Sunrise Clinic",
      "KE",
      "999",
      "English, Swahili",
      "English",
      calendar?.name,
      settingsWords.unknownPrice,
    ]);
    expect(valueText("chat", shipped)).toBe(settingsWords.none);
  });

  test("has a name and a help of its own", () => {
    for (const setting of SETTINGS) {
      expect(settingsWords.label(setting)).not.toBe(setting);
      expect(settingsWords.help[setting]).not.toBe("");
    }
  });
});
