import type { Condition } from "../../engine/definition/conditions/condition.js";
import { withAdded, withoutPart, withPart, type ConditionPath } from "./condition-path.js";

/** One change of a condition, at a place in it. */
export type ConditionEdit =
  | { readonly do: "setPart" | "addPart"; readonly at: ConditionPath; readonly part: Condition }
  | { readonly do: "removePart"; readonly at: ConditionPath };

/** The condition after a change; the same one when the place is not there. */
export function applyConditionEdit(condition: Condition, edit: ConditionEdit): Condition {
  switch (edit.do) {
    case "setPart":
      return withPart(condition, edit.at, edit.part);
    case "addPart":
      return withAdded(condition, edit.at, edit.part);
    case "removePart":
      return withoutPart(condition, edit.at);
  }
}
