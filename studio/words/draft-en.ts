import { count } from "./count.js";

/** The texts about changes that are not published yet, in English. */
export const draftEn = {
  undo: "Undo",
  redo: "Redo",
  problems: (n: number) => count(n, "problem", "problems"),
  hints: (n: number) => count(n, "hint", "hints"),
  changes: (n: number) => count(n, "change", "changes"),
  unpublished: "Not published yet",
  dropOnly: "Undo only this",
  begunOn: (release: number) =>
    `Somebody has published since release ${String(release)}, on which you began. Your changes stand on top of what runs now.`,
  newer:
    "Somebody published in this moment. Your changes now stand on top of theirs: look at them once more, then publish.",
  discard: "Discard all",
  broken: "Correct the problems first.",
  found: "What the check says",
  show: "Show",
  nothingFound: "The check finds nothing wrong.",
  notYaml: "This is not readable as YAML",
};
