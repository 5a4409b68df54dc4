import { Type, type Static } from "@sinclair/typebox";
import { fieldNameSchema, labelSchema } from "./names.js";

/** How private a field is. `clinical` never leaves by SMS or Slack; `contact` may reach the patient; `none` is no personal data. */
export const phiClassSchema = Type.Union([
  Type.Literal("none"),
  Type.Literal("contact"),
  Type.Literal("clinical"),
]);

export type PhiClass = Static<typeof phiClassSchema>;

const PRIVACY: { readonly [Class in PhiClass]: number } = { none: 0, contact: 1, clinical: 2 };

/** Whether one class is more private than another; `none` where nothing is said. */
export function isMorePrivate(one: PhiClass = "none", other: PhiClass = "none"): boolean {
  return PRIVACY[one] > PRIVACY[other];
}

const common = {
  title: labelSchema,
  description: Type.Optional(Type.String({ maxLength: 300 })),
  "x-phi": Type.Optional(phiClassSchema),
};

const textField = Type.Object(
  {
    ...common,
    type: Type.Literal("string"),
    minLength: Type.Optional(Type.Integer({ minimum: 0, maximum: 4000 })),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 4000 })),
    format: Type.Optional(
      Type.Union([
        Type.Literal("date"),
        Type.Literal("date-time"),
        Type.Literal("email"),
        Type.Literal("phone"),
      ]),
    ),
    enum: Type.Optional(
      Type.Array(Type.String({ maxLength: 120 }), { minItems: 1, maxItems: 200 }),
    ),
    "x-widget": Type.Optional(
      Type.Union([
        Type.Literal("textarea"),
        Type.Literal("user"),
        Type.Literal("queue"),
        Type.Literal("priority"),
      ]),
    ),
    "x-facet": Type.Optional(
      Type.Literal(true, {
        description:
          "Cases are listed and counted by it, so it is stored unsealed; only a field of a case's data with `enum` and `x-phi: none`",
      }),
    ),
  },
  { additionalProperties: false },
);

const numberField = Type.Object(
  {
    ...common,
    type: Type.Union([Type.Literal("number"), Type.Literal("integer")]),
    minimum: Type.Optional(Type.Number()),
    maximum: Type.Optional(Type.Number()),
  },
  { additionalProperties: false },
);

const booleanField = Type.Object(
  { ...common, type: Type.Literal("boolean") },
  { additionalProperties: false },
);

/** One field of a form. A field without `x-phi` counts as `clinical`. */
export const formFieldSchema = Type.Union([textField, numberField, booleanField]);
export type FormField = Static<typeof formFieldSchema>;

/**
 * A form, and the data of a case: a profile of JSON Schema 2020-12 (flat object, no `$ref`, no patterns).
 * ajv validates it on the server; the browser draws it.
 */
export const formSchema = Type.Object(
  {
    type: Type.Literal("object"),
    title: Type.Optional(labelSchema),
    required: Type.Optional(Type.Array(fieldNameSchema, { maxItems: 100 })),
    properties: Type.Record(fieldNameSchema, formFieldSchema, {
      maxProperties: 100,
      additionalProperties: false,
    }),
    additionalProperties: Type.Literal(false),
  },
  { additionalProperties: false },
);
export type Form = Static<typeof formSchema>;
