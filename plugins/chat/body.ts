import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { parse } from "secure-json-parse";
import { MAX_CHAT_TEXT } from "../../engine/channels/chat.js";
import { ChannelInputError } from "../../engine/channels/contract.js";
import { decodeUtf8 } from "../../engine/channels/form-body.js";
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
  const message = fieldsOf(chatMessageSchema, body);
  const text = readText(message.text, MAX_CHAT_TEXT);
  if (text === "") throw new ChannelInputError("no_text");
  return { ...message, text };
}

/** The attempts that were shown. @throws ChannelInputError `bad_json`, `bad_field_<name>` */
export function readShown(body: Uint8Array): readonly string[] {
  return fieldsOf(chatReceiptsSchema, body).shown;
}

function fieldsOf<Schema extends typeof chatMessageSchema | typeof chatReceiptsSchema>(
  schema: Schema,
  body: Uint8Array,
): Static<Schema> {
  if (body.byteLength > MAX_BODY_BYTES) throw new ChannelInputError("too_long");
  const fields = parseJson(decodeUtf8(body));
  if (Value.Check(schema, fields)) return fields;
  const field = Value.Errors(schema, fields).First()?.path.slice(1) ?? "";
  throw new ChannelInputError(`bad_field_${field.replaceAll("/", "_")}`);
}

function parseJson(text: string): unknown {
  try {
    return parse(text, null, { protoAction: "error", constructorAction: "error" });
  } catch {
    throw new ChannelInputError("bad_json");
  }
}
