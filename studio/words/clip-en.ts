import { count } from "./count.js";

/** The texts of picking, copying and pasting states, in English. */
export const clipEn = {
  tools: "Copy and paste",
  copy: "Copy",
  cut: "Cut",
  duplicate: "Duplicate",
  paste: "Paste",
  pick: "Pick it, to copy several",
  unpick: "Pick it no more",
  pickNamed: (name: string) => `Pick “${name}”`,
  picked: (n: number) => `${count(n, "state", "states")} picked`,
  isPicked: "Picked",
  pickNone: "Pick none",
  copied: (n: number) => `${count(n, "state", "states")} copied`,
  firstStays: "Cases begin in one of them, which stays.",
  clashTitle: "Some of it has the same name as something else here",
  clashLead: "What is pasted brings these along. Here are others with the same names.",
  clash: {
    forms: (id: string) => `The form “${id}”`,
    clocks: (id: string) => `The clock “${id}”`,
    templates: (id: string) => `The message “${id}”`,
    fields: (id: string) => `The field “${id}”`,
  },
  both: "Bring it along under another name",
  here: "Use the one that is here",
  fieldStays: "The one that is here is used.",
  cancel: "Cancel",
};
