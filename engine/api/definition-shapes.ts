import { Type } from "@sinclair/typebox";
import type { PublishedKind } from "./publish.js";

/** A definition in a request or answer: documented by its published schema, checked by its own parser. */
export function definitionSchema(kind: PublishedKind | "release") {
  return Type.Unsafe<Record<string, unknown>>({ type: "object", "x-definition": kind });
}

/** Body of the routes that publish a definition. */
export function publicationSchema(kind: PublishedKind, $id: string) {
  return Type.Object(
    {
      definition: definitionSchema(kind),
      reason: Type.String({ minLength: 1, maxLength: 500, description: "For the history" }),
      baseRelease: Type.Optional(
        Type.Integer({
          minimum: 1,
          description: "The release you started from; refused when a newer one is there",
        }),
      ),
    },
    { additionalProperties: false, $id },
  );
}

/** Answer to a publication. */
export const publishedSchema = Type.Object(
  { number: Type.Integer(), hash: Type.String() },
  { $id: "Published" },
);

/** The id of a definition in an address. */
export const definitionParams = Type.Object({
  id: Type.String({ pattern: "^[a-z][a-z0-9_-]{0,39}$" }),
});

/** A line of the history. */
export const releaseLineSchema = Type.Object(
  {
    number: Type.Integer(),
    hash: Type.String(),
    by: Type.String({ description: "Who published it: a name, or `system`" }),
    reason: Type.String(),
    at: Type.String({ format: "date-time" }),
  },
  { $id: "ReleaseLine" },
);

/** A whole release. */
export const releaseSchema = Type.Object(
  { number: Type.Integer(), hash: Type.String(), body: definitionSchema("release") },
  { $id: "ReleaseAnswer" },
);
