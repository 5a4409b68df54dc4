import { count } from "./count.js";

/** The texts about workflows to begin with, in English. */
export const galleryEn = {
  open: "From the gallery",
  title: "Workflows to begin with",
  lead: "Each is a whole that works: states, forms, promises, messages in English and Swahili, and tests. Nothing counts before you publish it, and you can change everything.",
  look: (name: string) => `Look at “${name}”`,
  size: (states: number, messages: number, tests: number) =>
    [
      count(states, "state", "states"),
      count(messages, "message", "messages"),
      count(tests, "test", "tests"),
    ].join(", "),
  back: "Back to all",
  brings: "What it brings",
  queue: (names: string) => `Queue: ${names}`,
  rules: (names: string) => `Rules: ${names}`,
  messages: (names: string) => `Messages: ${names}`,
  promises: (names: string) => `Clocks: ${names}`,
  opens: (sentence: string) => sentence,
  roleOf: (name: string) => `Who does the work of: ${name}`,
  newRole: (name: string) => `A new role “${name}”`,
  taken: (kind: string, name: string) => `There is a ${kind} “${name}” already`,
  own: "Bring its own beside it",
  here: "Use the one that is here",
  take: "Put it into my changes",
};
