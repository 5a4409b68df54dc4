import { randomUUID } from "node:crypto";
import type { DefinitionKind } from "../definition/schemas.js";
import type { ReleaseBody } from "../definition/release.js";
import type { KeptChange } from "../protocol/change-set.js";
import type { DefinitionDifference } from "../text/differences.js";
import { bodyOf, definitionsOf, nameText, type NamedDefinition } from "../text/release-text.js";

/** The list of a change set that holds each kind (`studio/draft/release-lists.ts`). */
const LISTS: Readonly<Record<DefinitionKind, string>> = {
  organisation: "organisation",
  calendar: "calendars",
  workflow: "workflows",
  ruleset: "ruleSets",
  template: "templates",
};

/** The edits that bring differences into a change set, as the studio would have made them. */
export function stepsFor(
  changes: readonly DefinitionDifference[],
  newKey: () => string,
): readonly KeptChange[] {
  return changes.map((change) => ({ key: newKey(), kind: "release", step: stepFor(change) }));
}

/** A key that no other change has. */
export function newKeys(): string {
  return randomUUID();
}

function stepFor({ kind, id, before, after }: DefinitionDifference): object {
  const list = LISTS[kind];
  if (after === undefined) return { do: "remove", from: list, id };
  // There is one organisation, which the list of them knows by its kind.
  const entry = kind === "organisation" ? { ...after, id: kind } : after;
  return before === undefined ? { do: "add", to: list, entry } : { do: "replace", in: list, entry };
}

/** A release with changes in place of what it has under the same names. */
export function withChanges(
  body: ReleaseBody,
  changes: readonly DefinitionDifference[],
): ReleaseBody {
  const isChanged = (one: NamedDefinition) =>
    changes.some((change) => nameText(change) === nameText(one));
  const next = changes.flatMap(({ kind, id, after }) =>
    after ? [{ kind, id, definition: after }] : [],
  );
  return bodyOf([...definitionsOf(body).filter((one) => !isChanged(one)), ...next]) ?? body;
}
