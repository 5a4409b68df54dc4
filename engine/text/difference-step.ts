import type { DefinitionKind } from "../definition/schemas.js";
import type { DefinitionDifference } from "./differences.js";

/** The list of a change set that holds each kind (`studio/draft/release-lists.ts`). */
const LISTS: Readonly<Record<DefinitionKind, string>> = {
  organisation: "organisation",
  calendar: "calendars",
  workflow: "workflows",
  ruleset: "ruleSets",
  template: "templates",
};

/** The step of a change set that makes a difference: what a file says takes the place of what is there, as a whole. */
export function stepFor({ kind, id, before, after }: DefinitionDifference): object {
  const list = LISTS[kind];
  if (after === undefined) return { do: "remove", from: list, id };
  // There is one organisation, which the list of them knows by its kind.
  const entry = kind === "organisation" ? { ...after, id: kind } : after;
  return before === undefined ? { do: "add", to: list, entry } : { do: "replace", in: list, entry };
}
