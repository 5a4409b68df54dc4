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
  title: "Changes",
  lead: "Everything you have changed and not published yet, wherever you did. It is published together, and nobody else's changes with it.",
  none: "Nothing is changed",
  noneText:
    "What you change in rules, messages and workflows is collected here until you publish it.",
  waiting: (n: number) => `You have ${count(n, "change", "changes")} that nobody else sees yet.`,
  here: "They are in this browser only, until the server can be reached again.",
  look: "Look at all changes",
  idle: "Changes nothing any more: somebody else has changed or removed it.",
  named: (kind: string, name: string) => `${kind} “${name}”`,
  lists: {
    organisation: "organisation",
    workflows: "workflow",
    ruleSets: "rule set",
    templates: "message",
    calendars: "calendar",
    roles: "role",
    queues: "queue",
    skills: "skill",
    quantities: "shared quantity",
    teams: "team",
  },
  steps: {
    add: (what: string) => `Added the ${what}`,
    replace: (what: string) => `Changed the ${what}`,
    remove: (what: string) => `Removed the ${what}`,
    rename: (kind: string, name: string) => `Named the ${kind} “${name}”`,
  },
  changed: "Changed something that is not there any more",
  undoneIn: (what: string) => `Undone in the ${what}.`,
  redoneIn: (what: string) => `Done again in the ${what}.`,
  checkLead: "What the check says about the release as it would be",
  notYaml: "This is not readable as YAML",
};
