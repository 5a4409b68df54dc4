import { Type, type Static } from "@sinclair/typebox";
import { commentsSchema } from "./comments.js";
import { idSchema, labelSchema } from "./names.js";
import { suggestionSchema } from "./suggestion.js";

/** BCP 47 language, two or three letters: `en`, `sw`. */
export const languageSchema = Type.String({ pattern: "^[a-z]{2,3}$" });

/** Handlebars source by language. */
export const textsSchema = Type.Record(
  languageSchema,
  Type.String({ minLength: 1, maxLength: 2000 }),
  {
    minProperties: 1,
    maxProperties: 30,
    additionalProperties: false,
  },
);

/** A message by key, channel kind and language. Text is Handlebars over an allow-listed syntax. */
export const templateSchema = Type.Object(
  {
    kind: Type.Literal("template"),
    spec: Type.Literal(1),
    id: idSchema,
    name: labelSchema,
    description: Type.Optional(Type.String({ maxLength: 500 })),
    texts: Type.Object(
      { sms: textsSchema, email: Type.Optional(textsSchema) },
      { additionalProperties: false },
    ),
    suggest: Type.Optional({
      ...suggestionSchema,
      description: "Staff are offered the text as an answer, and send it with what they write",
    }),
    comments: Type.Optional(commentsSchema),
  },
  { additionalProperties: false, $id: "Template", title: "Message template" },
);
export type Template = Static<typeof templateSchema>;
