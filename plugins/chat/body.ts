import { type Static, Type } from "@sinclair/typebox";
import { MAX_CHAT_TEXT } from "../../engine/channels/chat.js";
import { ChannelInputError } from "../../engine/channels/contract.js";
import { jsonFields } from "../../engine/channels/json-fields.js";
import { readText } from "../../engine/channels/text.js";

/** The longest text in four-byte characters, escaped, with room for the rest. */
const MAX_BODY_BYTES = 32 * 1024;

/** A message as the page of the chat writes it. */
export const chatMessageSchema = Type.Object({
  id: Type.String({
    pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    description: "Made by the page when the message is sent, so that a repeat is the same one",
  }),
  text: Type.String({ description: "What the person writes" }),
  language: Type.Optional(Type.String({ pattern: "^[a-z]{2}$", description: "ISO 639-1" })),
});

/** What the page of the chat says when messages are on its screen. */
export const chatReceiptsSchema = Type.Object({
  shown: Type.Array(Type.String({ pattern: "^[\\w.:-]{1,200}$" }), {
    minItems: 1,
    maxItems: 100,
    description: "Attempts of ours, as the chat got them",
  }),
});

/** A message in its normal form. @throws ChannelInputError `bad_json`, `bad_field_<name>`, `no_text`, `too_long`, … */
export function readChatMessage(body: Uint8Array): Static<typeof chatMessageSchema> {
  const message = jsonFields(chatMessageSchema, body, MAX_BODY_BYTES);
  const text = readText(message.text, MAX_CHAT_TEXT);
  if (text === "") throw new ChannelInputError("no_text");
  return { ...message, text };
}

/** The attempts that were shown. @throws ChannelInputError `bad_json`, `bad_field_<name>` */
export function readShown(body: Uint8Array): readonly string[] {
  return jsonFields(chatReceiptsSchema, body, MAX_BODY_BYTES).shown;
}
