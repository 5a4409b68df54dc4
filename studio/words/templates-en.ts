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
  lackingIn: (language: string, channels: readonly string[]) =>
    `${language} (${channels.join(", ")})`,
  languages: "How complete each language is",
  standing: (language: string, missing: number, of: number) =>
    missing === 0
      ? `${language}: all ${String(of)}`
      : `${language}: ${String(missing)} of ${String(of)} missing`,
  allThere: (language: string) => `Nothing is missing in ${language}.`,
  smsOf: (
    { usual, most }: { readonly usual: number; readonly most: number },
    cost: string | undefined,
  ) =>
    usual === most
      ? `${String(most)} SMS${priced(cost)}`
      : `${String(usual)} to ${String(most)} SMS${priced(cost && `up to ${cost}`)}`,
  insteadOf: (language: string, other: string) =>
    `There is no text yet. Whoever reads ${language} gets it in ${other}.`,
  beginWith: (language: string) => `Begin with the text in ${language}`,
  upTo: (n: number, cost: string | undefined) =>
    `Up to ${String(n)} SMS${priced(cost)} with the longest values`,
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
  segments: (n: number, units: number, cost?: string) =>
    `${String(n)} SMS${priced(cost)}, ${String(units)} characters`,
  special: "A character outside the SMS alphabet makes every SMS hold less than half as much.",
  letters: (n: number) => count(n, "character", "characters"),
  variables: "What can be put in",
  variablesHint: "It is put where you last wrote.",
  insert: (path: string) => `Put in ${path}`,
  mayBeEmpty: "may be empty",
  offers: "As an answer",
  offer: "Offer it to staff as an answer",
  offerNobody: "Nobody is offered it",
  offerOn: (workflow: string) => `On cases of “${workflow}”`,
  offerHelp:
    "It stands above the reply, in the language of the person; a press puts it in. Open cases are offered it as soon as it is published.",
  offerWhen: "Only when …",
  offerAlways: "Offer it always",
  offerMessage: "What the person wrote last",
  steps: {
    setText: (channel: string, language: string) => `Changed the ${channel} text in ${language}`,
    removed: (channel: string, language: string) => `Took away the ${channel} text in ${language}`,
    removeChannel: "By e-mail the text of the SMS is sent",
    offered: "Said when staff are offered it as an answer",
    notOffered: "Staff are not offered it as an answer",
  },
};

/** What it costs, in brackets, where that is known. */
function priced(cost: string | undefined): string {
  return cost === undefined ? "" : ` (${cost})`;
}
