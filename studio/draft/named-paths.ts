import type { Json } from "../../engine/definition/names.js";

type JsonObject = { readonly [key: string]: Json };

/** A name that something has, and the one that it gets. */
export type NewName = { readonly from: string; readonly to: string };

/**
 * A part of a definition with a fact under another path. Conditions read one as `fact`, values and effects as `from`, and what is
 * written into a case stands under its path; nothing else names one.
 */
export function withPathRenamed<Of>(part: Of, { from, to }: NewName): Of {
  return mapped(part, (one) =>
    Object.fromEntries(
      Object.entries(one).map(([key, value]) => [
        key === from ? to : key,
        (key === "fact" || key === "from") && value === from ? to : value,
      ]),
    ),
  );
}

/** A part of a workflow with a field under another name of the cases that it opens of some workflow. */
export function withOpenedFieldRenamed<Of>(part: Of, opened: string, name: NewName): Of {
  return mapped(part, (one) =>
    one["do"] === "start" && one["workflow"] === opened && isObject(one["set"])
      ? { ...one, set: withKeyRenamed(one["set"], name) }
      : one,
  );
}

/** The same members, one of them under another key, at the same place. */
export function withKeyRenamed<Value>(
  members: Readonly<Record<string, Value>>,
  { from, to }: NewName,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(members).map(([key, value]) => [key === from ? to : key, value]),
  );
}

/** Every object in something changed, the innermost first. It is plain JSON before and after, which the compiler cannot see. */
function mapped<Of>(part: Of, change: (one: JsonObject) => JsonObject): Of {
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return change(
      Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)])),
    );
  };
  return part === undefined ? part : (walk(part as Json) as Of);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
