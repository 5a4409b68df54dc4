import type { Members } from "./sealer.js";
import type { SealedMembers } from "./privacy.js";

/** Parts of a filter that hold filters. */
const GROUPS = ["$and", "$or", "$nor"];

/**
 * Refuses a filter that asks for what a sealed member holds; whether it is empty may be asked.
 * @throws TypeError
 */
export function refuseSealedFilter(plan: SealedMembers, filter: object): void {
  for (const [name, value] of Object.entries(filter)) {
    if (GROUPS.includes(name)) {
      for (const part of value as readonly object[]) refuseSealedFilter(plan, part);
    } else if (isSealedPath(plan, name) && !asksForNothing(value))
      throw new TypeError(`${plan.collection}.${name} is sealed: nothing can be found by it`);
  }
}

/** Refuses a sort by a sealed member. @throws TypeError */
export function refuseSealedSort(plan: SealedMembers, sort: object): void {
  const name = Object.keys(sort).find((path) => isSealedPath(plan, path));
  if (name !== undefined)
    throw new TypeError(`${plan.collection}.${name} is sealed: nothing can be sorted by it`);
}

/** Refuses an aggregation that mentions a sealed member anywhere. @throws TypeError */
export function refuseSealedPipeline(plan: SealedMembers, pipeline: unknown): void {
  if (typeof pipeline === "string" && pipeline.startsWith("$"))
    refuseSealedSort(plan, { [pipeline.replace(/^\$+/, "")]: 1 });
  if (typeof pipeline !== "object" || pipeline === null) return;
  for (const [name, value] of Object.entries(pipeline)) {
    refuseSealedSort(plan, { [name]: 1 });
    refuseSealedPipeline(plan, value);
  }
}

/** Whether a path is a sealed member or lies inside one. */
export function isSealedPath(plan: SealedMembers, path: string): boolean {
  return plan.members.has(path.split(".", 1)[0] ?? path);
}

function asksForNothing(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === "object" && (value as Members)["$ne"] === null;
}
