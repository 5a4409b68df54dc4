import type { PartChange } from "../../engine/definition/release-parts.js";

/** Kinds of what a release is made of. */
const KINDS = {
  workflows: "Workflow",
  ruleSets: "Rules",
  templates: "Message",
  calendars: "Calendar",
} as const;

/** What belongs to the installation, by the member that holds it. */
const MEMBERS: Readonly<Record<string, string>> = {
  name: "Name of the organisation",
  defaultLanguage: "Language of the organisation",
  languages: "Languages",
  country: "Country",
  emergencyNumber: "Emergency number",
  roles: "Roles",
  queues: "Queues",
  skills: "Skills",
  quantities: "Shared quantities",
  teams: "Teams",
  alerts: "Channels of alerts",
  webhooks: "Other systems",
  chat: "Chat",
  reviews: "Who reviews what",
};

/** The words about releases: what differs between two of them, and bringing one back. */
export const releasesEn = {
  part: ({ of, id, name }: Pick<PartChange, "of" | "id" | "name">) =>
    of === "organisation" ? (MEMBERS[id] ?? id) : `${KINDS[of]} “${name}”`,
  change: { added: "is added", changed: "is changed", removed: "is removed" },
  bringBack: "Bring back …",
  bringBackTitle: (n: number) => `Bring back release ${String(n)}`,
  bringBackLead: (n: number) =>
    `What release ${String(n)} held is published again, under a new number. The next case follows it; open cases stay on theirs until you move them.`,
  whatDiffers: "What will be different from now",
  nothingDiffers: "It is the same as what runs now.",
  keepsYours: "Your changes that are not published stay, and stand on top of it.",
};
