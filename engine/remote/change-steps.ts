import { randomUUID } from "node:crypto";
import type { ReleaseBody } from "../definition/release.js";
import type { KeptChange } from "../protocol/change-set.js";
import { stepFor } from "../text/difference-step.js";
import type { DefinitionDifference } from "../text/differences.js";
import { bodyOf, definitionsOf, nameText, type NamedDefinition } from "../text/release-text.js";

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
