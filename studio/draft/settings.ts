import type { OrganisationSettings } from "./release-steps.js";

/** The settings of the organisation, in the order in which people read them. */
export const SETTINGS = [
  "name",
  "country",
  "emergencyNumber",
  "languages",
  "defaultLanguage",
  "chat",
  "smsPrice",
] as const satisfies readonly (keyof OrganisationSettings)[];
