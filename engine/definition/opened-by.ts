import { Type, type Static } from "@sinclair/typebox";
import { idSchema } from "./names.js";

/** A word at the start of a text: no blanks and none of the marks that may follow it. */
const keywordSchema = Type.String({
  pattern: "^[^\\s.,:;!?-]{2,20}$",
  examples: ["REFER"],
  description:
    "First word of a text that opens a case, also while another case is open; capitals do not matter. Read where texts are short: by SMS",
});

/** Which messages open a case: all first ones of an endpoint, those of any that begin with a keyword, or both at once. */
export const openingMessagesSchema = Type.Object(
  {
    endpoint: Type.Optional({
      ...idSchema,
      description: "Name of the endpoint, such as `sms` or `web-form`; every one when left out",
    }),
    keyword: Type.Optional(keywordSchema),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type OpeningMessages = Static<typeof openingMessagesSchema>;

/** The messages that open cases of a workflow. Messages that no workflow names open what their endpoint always opened. */
export const openedBySchema = Type.Array(openingMessagesSchema, {
  minItems: 1,
  maxItems: 20,
  description: "Messages that open a case of this workflow; it counts as soon as it is published",
});

/** The same for the same messages, and for no others. */
export function openingKey({ endpoint = "", keyword = "" }: OpeningMessages): string {
  return `${endpoint} ${keyword.normalize("NFC").toLowerCase()}`;
}
