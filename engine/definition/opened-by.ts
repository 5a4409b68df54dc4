import { Type, type Static } from "@sinclair/typebox";
import { fieldNameSchema, idSchema } from "./names.js";

/** A word at the start of a text: no blanks and none of the marks that may follow it. */
const keywordSchema = Type.String({
  pattern: "^[^\\s.,:;!?-]{2,20}$",
  examples: ["REFER"],
  description:
    "First word of a text that opens a case, also while another case is open; capitals do not matter. Read where texts are short: by SMS",
});

/** Where somebody wrote to: a number, a short code or the address of a mailbox. */
const addressSchema = Type.String({
  pattern: "^[^\\s,;]{2,254}$",
  examples: ["+254711082911", "emergency@clinic.example"],
  description:
    "Number, short code or address that was written to, when several of them lead to one endpoint; all of them when left out",
});

/**
 * Which messages open a case: all first ones of an endpoint or of one of its addresses, those that begin with a keyword, or both at
 * once. What comes to an address may be known to be something, whatever its words say: that becomes data of the case.
 */
export const openingMessagesSchema = Type.Object(
  {
    endpoint: Type.Optional({
      ...idSchema,
      description: "Name of the endpoint, such as `sms` or `web-form`; every one when left out",
    }),
    to: Type.Optional(addressSchema),
    keyword: Type.Optional(keywordSchema),
    data: Type.Optional(
      Type.Record(fieldNameSchema, Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        minProperties: 1,
        maxProperties: 20,
        additionalProperties: false,
        description:
          "Data that cases have from the start which are opened by messages to this address, for rules to read. Such a message opens a case of its own beside others that are open",
      }),
    ),
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

/** Workflow of messages that no workflow names. */
export const OPENED_OTHERWISE = "ticket";

/** The same for the same messages, and for no others. */
export function openingKey({ endpoint = "", to = "", keyword = "" }: OpeningMessages): string {
  return [endpoint, addressKey(to), keyword.normalize("NFC").toLowerCase()].join(" ");
}

/** The same for every way in which a number or a mail address is written. */
export function addressKey(address: string): string {
  return address.normalize("NFC").trim().toLowerCase().replace(/^\+/, "");
}
