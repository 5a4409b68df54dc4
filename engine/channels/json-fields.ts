import type { Static, TObject } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { parse } from "secure-json-parse";
import { ChannelInputError } from "./contract.js";
import { decodeUtf8 } from "./form-body.js";

/**
 * The fields of a JSON body that one of our own pages posts.
 * @param maxBytes longest body that is parsed
 * @throws ChannelInputError `too_long`, `bad_json`, `bad_field_<name>`
 */
export function jsonFields<Schema extends TObject>(
  schema: Schema,
  body: Uint8Array,
  maxBytes: number,
): Static<Schema> {
  if (body.byteLength > maxBytes) throw new ChannelInputError("too_long");
  const fields = parseJson(decodeUtf8(body));
  if (Value.Check(schema, fields)) return fields;
  const [, field = ""] = (Value.Errors(schema, fields).First()?.path ?? "").split("/");
  throw new ChannelInputError(`bad_field_${field}`);
}

function parseJson(text: string): unknown {
  try {
    return parse(text, null, { protoAction: "error", constructorAction: "error" });
  } catch {
    throw new ChannelInputError("bad_json");
  }
}
