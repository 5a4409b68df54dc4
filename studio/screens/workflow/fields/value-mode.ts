import type { Json } from "../../../../engine/definition/names.js";

/** How a value is given: fixed, in one of the kinds that a value can have, read from a fact, or empty. */
export type ValueMode = "text" | "number" | "truth" | "own" | "fact" | "empty";

/** The fact that a value is read from; undefined for one that is fixed. */
export function sourceOf(value: Json | undefined): string | undefined {
  if (typeof value !== "object" || value === null || !("from" in value)) return undefined;
  return typeof value.from === "string" ? value.from : undefined;
}

/** How a value is given now; `kinds` are those that something fixed is told apart by. */
export function modeOf(value: Json | undefined, kinds: "one" | "any"): ValueMode {
  if (sourceOf(value) !== undefined) return "fact";
  if (value === null || value === undefined) return "empty";
  if (kinds === "one") return "own";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "truth" : "text";
}
