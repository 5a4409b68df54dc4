import type { Json } from "./names.js";
import type { JsonSchema } from "./schemas.js";
import { inWords, kindOf, quoted, suggestion, written } from "./wording.js";

/** Either the variant of a union a value was meant to be, or what is wrong before one can tell. */
export type VariantChoice =
  | { readonly variant: JsonSchema }
  | { readonly message: string; readonly fix: string; readonly key?: string };

/** Which variant of a union a value was probably meant to be: by type, by a telling constant, by the keys it has. */
export function variantFor(variants: readonly JsonSchema[], value: Json): VariantChoice {
  const constants = variants.flatMap((variant) => literals(variant));
  if (constants.length === variants.length && !constants.includes(value))
    return {
      message: `expected ${oneOf(constants)}`,
      fix: suggestion(written(value), constants.map(String)),
    };
  const exact = variants.find((variant) => literals(variant).includes(value));
  if (exact) return { variant: exact };
  const fitting = variants.filter((variant) => mayHold(variant, value));
  const [only] = fitting;
  if (only === undefined) {
    const words = [...new Set(variants.map(inWords))].join(" or ");
    return { message: `expected ${words}`, fix: `Write ${words} here.` };
  }
  if (fitting.length === 1 || typeof value !== "object" || value === null) return { variant: only };
  return byKeys(fitting, value as { readonly [key: string]: Json });
}

function byKeys(
  variants: readonly JsonSchema[],
  value: { readonly [key: string]: Json },
): VariantChoice {
  const key = tellingKey(variants);
  if (key !== undefined) return byConstant(variants, value, key);
  const scored = variants
    .map((variant) => [share(variant, value), variant] as const)
    .toSorted(([a], [b]) => b - a);
  const [best] = scored;
  if (best && best[0] > 0) return { variant: best[1] };
  const names = variants.map((variant) => (variant.required ?? []).join(" with "));
  return { message: `expected ${oneOf(names)}`, fix: `Add ${oneOf(names)}.` };
}

function byConstant(
  variants: readonly JsonSchema[],
  value: { readonly [key: string]: Json },
  key: string,
): VariantChoice {
  const all = variants.flatMap((variant) => literals(variant.properties?.[key] ?? {}));
  if (!Object.hasOwn(value, key))
    return { message: `\`${key}\` is missing`, fix: `Add \`${key}\`: ${oneOf(all)}.` };
  const seen = value[key] as Json;
  const variant = variants.find((one) => literals(one.properties?.[key] ?? {}).includes(seen));
  if (variant) return { variant };
  return {
    key,
    message: `expected ${oneOf(all)}`,
    fix: suggestion(written(seen), all.map(String)),
  };
}

function oneOf(values: readonly Json[]): string {
  return `${values.length > 1 ? "one of " : ""}${values.map(quoted).join(", ")}`;
}

/** The property that has a constant in every variant, such as `do` or `type`. */
function tellingKey(variants: readonly JsonSchema[]): string | undefined {
  return (variants[0]?.required ?? []).find((key) =>
    variants.every((variant) => literals(variant.properties?.[key] ?? {}).length > 0),
  );
}

/** The constants a schema allows; none when it allows more than constants. */
function literals(schema: JsonSchema): readonly Json[] {
  if (schema.const !== undefined) return [schema.const];
  const inner = (schema.anyOf ?? []).map(literals);
  return inner.every((one) => one.length > 0) ? inner.flat() : [];
}

function mayHold(schema: JsonSchema, value: Json): boolean {
  if (schema.anyOf) return schema.anyOf.some((variant) => mayHold(variant, value));
  const kind = kindOf(value);
  return schema.type === kind || (schema.type === "integer" && kind === "number");
}

/** How much of what a variant requires a value has, from 0 to 1. */
function share(variant: JsonSchema, value: { readonly [key: string]: Json }): number {
  const required = variant.required ?? [];
  const present = required.filter((key) => Object.hasOwn(value, key));
  return required.length === 0 ? 0 : present.length / required.length;
}
