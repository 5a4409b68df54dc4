import { count } from "./count.js";

/** The texts about what differs between two pictures of a workflow, in English. */
export const compareEn = {
  title: "Before and after",
  lead: "Everything stands in the same place in both, and both move together. What is as before steps back.",
  differences: { added: "Added", removed: "Removed", changed: "Changed" },
  signs: { added: "+", removed: "−", changed: "≠" },
  same: "As before",
  workflow: "Workflow",
  sides: { before: "Before", after: "After" },
  side: (side: string, label: string) => `${side}: ${label}`,
  which: "Which picture is shown",
  running: (release: number) => `release ${String(release)}, running now`,
  release: (release: number) => `release ${String(release)}`,
  yours: "with your changes",
  proposed: "as it would be",
  picture: (workflow: string, side: string) => `Map of ${workflow}, ${side.toLowerCase()}`,
  list: (workflow: string) => `What differs in “${workflow}”`,
  steps: "Go through what differs",
  previous: "Previous difference",
  next: "Next difference",
  all: (differences: number) => count(differences, "difference", "differences"),
  at: (place: number, differences: number, sentence: string) =>
    `${String(place)} of ${String(differences)}: ${sentence}`,
  keys: "The keys J and K go to the next and the previous one. Whatever is marked can be pressed, too.",
  hint: "Whatever is marked can be pressed, too.",
  unpictured: "not in the pictures",
  untouched: "Nothing differs there.",

  compare: "Compare",
  compareOne: (release: number) => `Compare release ${String(release)} with another`,
  compareTitle: "Compare two releases",
  back: "All releases",
  alike: "Apart from how workflows are drawn, both hold the same.",
  unmoved: "No workflow that both have looks different in its picture.",
  parts: "All that differs",
};
