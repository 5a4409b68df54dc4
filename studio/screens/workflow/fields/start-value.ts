import type { Json } from "../../../../engine/definition/names.js";
import type { Choice } from "../../../ui/schema-form/choices.js";
import { shapeOf, type Schema, type Shape } from "./shape.js";
import type { Members } from "./members.js";

/** What a member can name; null when its name does not say. */
export type NamesFor = (member: string, owner: Members) => readonly Choice[] | null;

/** What a set of members begins with: all that it has to have, and of each the first that there is. */
export function startMembers({ properties = {}, required = [] }: Schema, names: NamesFor): Members {
  return required.reduce<Members>((value, key) => {
    const schema = properties[key];
    return schema
      ? { ...value, [key]: startValue(shapeOf(schema), names(key, value), names) }
      : value;
  }, {});
}

/** Another set of members in place of one: what both have stays. */
export function otherVariant(next: Schema, before: Members, names: NamesFor): Members {
  const stays = Object.entries(before).filter(([key]) => {
    const schema = next.properties?.[key];
    return schema !== undefined && schema.const === undefined;
  });
  return { ...startMembers(next, names), ...Object.fromEntries<Json>(stays) };
}

/** The value that something of a shape begins with. */
export function startValue(shape: Shape, choices: readonly Choice[] | null, names: NamesFor): Json {
  switch (shape.is) {
    case "fixed":
      return shape.value;
    case "choice":
      return shape.usual ?? shape.values[0] ?? "";
    case "truth":
      return true;
    case "number":
      return shape.usual ?? Math.max(1, shape.least);
    case "duration":
      return "PT1H";
    case "id":
      return choices?.[0]?.value ?? "";
    case "sourced":
      return startValue(shape.fixed, choices, names);
    case "condition":
      return { all: [] };
    case "record":
      return {};
    case "variants": {
      const all = shape.of.map((one) => startMembers(one, names));
      return all.find((one) => !Object.values(one).includes("")) ?? all[0] ?? {};
    }
    case "fact":
    case "text":
    case "scalar":
    case "unknown":
      return "";
  }
}
