import { Type, type Static } from "@sinclair/typebox";

const words = Type.Optional(Type.String({ minLength: 1, maxLength: 4000 }));

/**
 * What people noted beside a definition, by JSON pointer to what it is about, as its text form shows it behind `#`: above it,
 * inside it before its first part, beside it on its line, or below its last part. For readers alone: in no hash, in no case (ADR 44).
 */
export const commentsSchema = Type.Record(
  Type.String({ pattern: "^(/.*)?$" }),
  Type.Object(
    { above: words, inside: words, beside: words, below: words },
    { additionalProperties: false, minProperties: 1 },
  ),
  {
    maxProperties: 1000,
    additionalProperties: false,
    description: "Comments of the text form, by JSON pointer",
  },
);
export type Comments = Static<typeof commentsSchema>;

/** What was noted at one place. */
export type Comment = Comments[string];
