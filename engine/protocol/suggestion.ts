import { Type, type Static } from "@sinclair/typebox";

/** An answer that staff are offered on a case: a text that they can send as it is, or change. */
export const suggestedAnswerSchema = Type.Object(
  {
    id: Type.String({ description: "Id of its template" }),
    name: Type.String(),
    text: Type.String({ description: "As it would be sent, in the language of the contact" }),
    language: Type.String({
      description: "The language it is in: that of the contact, or the default where there is none",
    }),
  },
  { $id: "SuggestedAnswer" },
);
export type SuggestedAnswer = Static<typeof suggestedAnswerSchema>;
