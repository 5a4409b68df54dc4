import type { PlaceKind } from "../draft/rename-places.js";
import { count } from "./count.js";

/** The texts of calling a field otherwise, in English. */
export const renameFieldEn = {
  open: "Call it otherwise",
  title: (name: string) => `Call the field “${name}” otherwise`,
  name: "New name in definitions",
  nameHint: "Letters, digits and _, beginning with a small letter.",
  places: "Whatever names it follows",
  inAll: (n: number) => `It is named in ${count(n, "place", "places")}.`,
  running:
    "Open cases go on as they were. When they are moved to the new release, the field goes along.",
  rename: "Rename everywhere",
  kinds: {
    data: () => "what is kept about a case",
    form: (name: string) => `the form “${name}”`,
    state: (name: string) => `the state “${name}”`,
    transition: (name: string) => `“${name}”`,
    clock: (name: string) => `the clock “${name}”`,
    test: (name: string) => `the test “${name}”`,
    settings: () => "the settings",
    rule: (name: string) => `the rule “${name}”`,
    table: () => "the table",
    condition: (name: string) => `the condition “${name}”`,
    text: () => "the text",
    suggestion: () => "when it is suggested",
  } satisfies Readonly<Record<PlaceKind, (name: string) => string>>,
  trouble: {
    shape: "Begin with a small letter; letters, digits and _ may follow, 40 in all.",
    taken: "Another field has this name. Call that one otherwise first.",
    call: "What is known of a phone call is read by this name, so it has to stay.",
    text: "What staff write in a field of this name stands in the conversation, so it has to stay.",
    shared: (message: string, workflow: string) =>
      `The message “${message}” is also sent with another form of “${workflow}” that has such a field. ` +
      "Give one of them a message of its own first.",
    same: "It has this name already.",
  },
};
