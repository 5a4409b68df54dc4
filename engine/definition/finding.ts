import { Type, type Static } from "@sinclair/typebox";

/** An admin's mistake in a definition, with where it is and what would mend it. */
export const findingSchema = Type.Object({
  code: Type.String({ description: "Catalogue code such as W001, or `schema` for a wrong shape" }),
  severity: Type.Union([Type.Literal("error"), Type.Literal("warning"), Type.Literal("info")]),
  path: Type.String({ description: "JSON pointer (RFC 6901) into the definition" }),
  message: Type.String(),
  fix: Type.Optional(Type.String({ description: "What to change, in one sentence" })),
});
export type Finding = Static<typeof findingSchema>;

/** Either a value that holds its promise, or why it does not. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Joins keys into a JSON pointer (RFC 6901). */
export function pointer(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The keys that a JSON pointer joins. */
export function keysOf(path: string): readonly string[] {
  const [, ...keys] = path.split("/");
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Findings of a part, as findings of the whole. */
export function below(
  keys: readonly (string | number)[],
  findings: readonly Finding[],
): readonly Finding[] {
  return findings.map((one) => ({ ...one, path: `${pointer(...keys)}${one.path}` }));
}
