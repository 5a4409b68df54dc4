import type { OrganisationSettings } from "../draft/release-steps.js";

const LABELS: Readonly<Record<keyof OrganisationSettings, string>> = {
  name: "Name",
  country: "Country",
  emergencyNumber: "Emergency number",
  languages: "Languages",
  defaultLanguage: "Usual language",
  chat: "Hours of the chat",
  smsPrice: "Price of an SMS",
};

/** The texts about settings of the organisation, in English. */
export const settingsEn = {
  title: "Settings",
  lead: "What holds for the whole installation. It is changed as everything else: counted among your changes, and published with them.",
  label: (setting: string) => (LABELS as Readonly<Record<string, string>>)[setting] ?? setting,
  help: {
    name: "As patients and staff read it.",
    country:
      "Two capital letters, such as KE. Phone numbers without a prefix are numbers of this country.",
    emergencyNumber: "What patients in danger are told to call.",
    languages: "One a line, by its code: en, sw. Every message is to be there in each of them.",
    defaultLanguage: "For people of whom nobody knows which one they read.",
    chat: "When somebody answers at once. At other times visitors read when somebody will.",
    smsPrice:
      "Currency and amount, such as KES 0.80. Messages then say what they cost; a long one is sent as several SMS.",
  } satisfies Readonly<Record<keyof OrganisationSettings, string>>,
  none: "No hours: visitors are told of none",
  wrong: {
    country: "Two capital letters, such as KE.",
    emergencyNumber: "Two to fifteen digits.",
    languages: "At least one, each two or three small letters, and none twice.",
    name: "One to 120 letters.",
    smsPrice: "A currency of three capital letters and an amount, such as KES 0.80.",
  } as Readonly<Partial<Record<string, string>>>,
  unknownPrice: "Not known",
  wrongValue: "This is not possible here.",
  lists: {
    queues: {
      title: "Queues",
      help: "Where cases wait. A new one is made where a workflow or a rule names it.",
      none: "There is no queue yet.",
      entry: "Name of the queue",
      added: "New queue",
    },
    skills: {
      title: "Skills",
      help: "What not everybody can do and some cases need. People are given them under People.",
      none: "No skills: every case can be given to everybody of its queue.",
      entry: "Name of the skill",
      added: "New skill",
    },
    quantities: {
      title: "Shared quantities",
      help: "What cases share and can run out: beds, lockers, doses.",
      none: "Nothing is shared that could run out.",
      entry: "Name of the quantity",
      added: "New shared quantity",
    },
  },
  limit: "All there is",
  some: ({ name, limit }: { readonly name: string; readonly limit: number }) =>
    `${name}: ${String(limit)}`,
  add: "Add",
  remove: "Remove",
  removeOf: (name: string) => `Remove ${name}`,
  changed: (change: Readonly<Partial<Record<keyof OrganisationSettings, unknown>>>) =>
    Object.entries(change)
      .map(([setting, value]) => sentence(setting, value))
      .join(". "),
};

function sentence(setting: string, value: unknown): string {
  const label = (LABELS as Readonly<Record<string, string>>)[setting] ?? setting;
  if (typeof value === "string") return `${label}: “${value}”`;
  if (Array.isArray(value)) return `${label}: ${value.join(", ")}`;
  return `Changed: ${label}`;
}
