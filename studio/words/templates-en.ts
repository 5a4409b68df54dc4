import { count } from "./count.js";

/** The texts about message templates and how they are changed, in English. */
export const templatesEn = {
  title: "Messages",
  lead: "What the clinic writes to people, in each of its languages. New cases follow a change at once; open ones stay with the release they began under.",
  none: "No message is published",
  noneText: "A release without templates writes to nobody.",
  unknown: "There is no such message",
  all: "All messages",
  complete: "In every language",
  lacking: (languages: readonly string[]) => `Not in ${languages.join(", ")}`,
  channels: { sms: "SMS", email: "E-mail" },
  textIn: (channel: string, language: string) => `${channel} in ${language}`,
  sameEmail: "By e-mail the text of the SMS is sent.",
  ownEmail: "Write an e-mail text of its own",
  noOwnEmail: "Send the text of the SMS by e-mail too",
  values: "Show it with",
  usual: "usual values",
  longest: "the longest real values",
  preview: (channel: string, language: string) =>
    `What the person reads by ${channel} in ${language}`,
  noPreview: "It cannot be shown until the problems are corrected.",
  segments: (n: number, units: number) => `${count(n, "SMS", "SMS")}, ${String(units)} characters`,
  special: "A character outside the SMS alphabet makes every SMS hold less than half as much.",
  letters: (n: number) => count(n, "character", "characters"),
  variables: "What can be put in",
  variablesHint: "It is put where you last wrote.",
  insert: (path: string) => `Put in ${path}`,
  mayBeEmpty: "may be empty",
  steps: {
    setText: (channel: string, language: string) => `Changed the ${channel} text in ${language}`,
    removed: (channel: string, language: string) => `Took away the ${channel} text in ${language}`,
    removeChannel: "By e-mail the text of the SMS is sent",
  },
};
