import { count } from "./count.js";

/** The texts of looking for something in a workflow, in English. */
export const findEn = {
  label: "Find in this workflow",
  placeholder: "Name, role, rules, message, field, note …",
  hint: "Enter goes to the next one. Also: uses:…, has:error, is:changed, before:…, after:…",
  next: "Next",
  previous: "Previous",
  open: (name: string) => `Open “${name}”`,
  clear: "Find nothing",
  none: "Nothing found",
  all: (found: number) => `${count(found, "place", "places")} found`,
  here: (place: number, found: number, name: string) =>
    `${String(place)} of ${String(found)}: ${name}`,
  isFound: "Found",
  before: "Show what leads here",
  after: "Show where it can go",
  wrong: "What is wrong",
  changed: "What is changed",
};
