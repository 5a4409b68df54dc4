import { ChannelInputError } from "./contract.js";

/** Above the fifty or so fields of a message with ten pictures, far below what would cost time. */
const MAX_FIELDS = 80;

/**
 * Reads `application/x-www-form-urlencoded` strictly: UTF-8 only, every name at most once. A lenient parser would
 * replace broken bytes, take the last of two values or build objects from `a[b]`, and then what was verified is not
 * what is read.
 * @throws ChannelInputError `bad_encoding`, `repeated_field`, `too_many_fields`
 */
export function readFormBody(body: Uint8Array): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const pairs = decodeUtf8(body)
    .split("&")
    .filter((pair) => pair !== "");
  if (pairs.length > MAX_FIELDS) throw new ChannelInputError("too_many_fields");
  for (const pair of pairs) {
    const at = pair.includes("=") ? pair.indexOf("=") : pair.length;
    const name = decodePart(pair.slice(0, at));
    if (fields.has(name)) throw new ChannelInputError("repeated_field");
    fields.set(name, decodePart(pair.slice(at + 1)));
  }
  return fields;
}

/**
 * Bytes as text.
 * @throws ChannelInputError `bad_encoding` when they are not UTF-8
 */
export function decodeUtf8(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new ChannelInputError("bad_encoding");
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    throw new ChannelInputError("bad_encoding");
  }
}
