import { Type } from "@sinclair/typebox";
import { pinnedPluginSchema } from "../definition/release.js";
import { publishedRampSchema } from "../protocol/ramp.js";
import type { PublishedKind } from "./publish.js";

/** A definition in a request or answer: documented by its published schema, checked by its own parser. */
export function definitionSchema(kind: PublishedKind | "release") {
  return Type.Unsafe<Record<string, unknown>>({ type: "object", "x-definition": kind });
}

const reason = Type.String({ minLength: 1, maxLength: 500, description: "For the history" });

const baseRelease = Type.Integer({
  minimum: 1,
  description: "The release you started from; refused when a newer one is there",
});

/** Body of the routes that publish a definition. */
export function publicationSchema(kind: PublishedKind, $id: string) {
  return Type.Object(
    { definition: definitionSchema(kind), reason, baseRelease: Type.Optional(baseRelease) },
    { additionalProperties: false, $id },
  );
}

/** Body of the route that publishes a whole release. It replaces everything, so it has to say what it looked at. */
export const wholePublicationSchema = Type.Object(
  {
    ...{ definition: definitionSchema("release"), reason, baseRelease },
    ramp: Type.Optional(publishedRampSchema),
  },
  { additionalProperties: false, $id: "ReleasePublication" },
);

/** Body of the route that brings a release back. */
export const restorationSchema = Type.Object(
  { reason, baseRelease },
  { additionalProperties: false, $id: "ReleaseRestoration" },
);

/** Answer to a publication. */
export const publishedSchema = Type.Object(
  { number: Type.Integer(), hash: Type.String() },
  { $id: "Published" },
);

/** The id of a definition in an address. */
export const definitionParams = Type.Object({
  id: Type.String({ pattern: "^[a-z][a-z0-9_-]{0,39}$" }),
});

/** The number of a release in an address. */
export const releaseParams = Type.Object({
  number: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
});

/** A line of the history. */
export const releaseLineSchema = Type.Object(
  {
    number: Type.Integer(),
    hash: Type.String(),
    by: Type.String({ description: "Who published it: a name, or `system`" }),
    reason: Type.String(),
    at: Type.String({ format: "date-time" }),
    open: Type.Array(
      Type.Object(
        { interpreter: Type.Integer(), cases: Type.Integer({ minimum: 1 }) },
        { additionalProperties: false },
      ),
      {
        description:
          "Open cases that follow it, by the interpreter that they run on. The code of an interpreter is needed until no case runs on it",
      },
    ),
    plugins: Type.Optional(
      Type.Array(pinnedPluginSchema, {
        description: "What it used of plugins when it was published; left out where it used none",
      }),
    ),
  },
  { $id: "ReleaseLine" },
);

/** A whole release. */
export const releaseSchema = Type.Object(
  { number: Type.Integer(), hash: Type.String(), body: definitionSchema("release") },
  { $id: "ReleaseAnswer" },
);
