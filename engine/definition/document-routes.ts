import { Type, type Static } from "@sinclair/typebox";
import { idSchema } from "./names.js";

/**
 * The addresses that the reference documents name for this workflow, as data: one generic adapter serves them.
 * `bases` are URL paths; each answers POST, GET, GET /:id, PATCH /:id, PUT /:id and DELETE /:id.
 */
export const documentRoutesSchema = Type.Object(
  {
    bases: Type.Array(Type.String({ pattern: "^/[a-z0-9/-]{1,80}$" }), {
      minItems: 1,
      maxItems: 5,
    }),
    noun: Type.String({ pattern: "^[a-z]{1,40}$", description: "Singular, for the documentation" }),
    create: Type.Array(Type.String(), {
      maxItems: 40,
      description: "Data fields that the body of POST may carry at its top level",
    }),
    patch: Type.Record(
      Type.String({ pattern: "^[a-z][A-Za-z]{0,39}$" }),
      Type.Object({ action: idSchema, input: Type.String() }, { additionalProperties: false }),
      {
        description: "Body field of PATCH/PUT -> the action it fires and the form field it fills",
        maxProperties: 40,
        additionalProperties: false,
      },
    ),
    remove: Type.Optional(idSchema),
  },
  { additionalProperties: false },
);
export type DocumentRoutes = Static<typeof documentRoutesSchema>;
