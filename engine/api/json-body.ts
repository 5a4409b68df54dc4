import sjson from "secure-json-parse";
import { pointer } from "../definition/finding.js";
import { RESERVED_NAMES, type Json } from "../definition/names.js";
import { CasewrightError, type ErrorCode } from "../protocol/errors.js";

/** How much JSON one request may bring. */
export type JsonLimits = {
  readonly bytes: number;
  /** Object keys in the whole body. */
  readonly keys: number;
};

/** For every body but definitions; the longest honest one, a case with a long message, is 10 KB. */
export const REQUEST_LIMITS: JsonLimits = { bytes: 256 * 1024, keys: 2_000 };

/** For workflows, rule sets and templates; as large as the definition parser accepts. */
export const DEFINITION_LIMITS: JsonLimits = { bytes: 1_000_000, keys: 20_000 };

/** Nesting that no honest body reaches; V8's own recursion gives up at some thousands. */
const MAX_DEPTH = 32;

/** Items of one list. */
const MAX_ITEMS = 1_000;

/**
 * Parses a JSON body that anybody may have sent. Depth and width are measured on the text before anything is built.
 * @throws CasewrightError invalid_request (malformed, too deep, reserved key, broken Unicode), too_large (too many keys)
 */
export function parseJsonBody(bytes: Uint8Array, limits: JsonLimits): Json {
  const text = decoded(bytes);
  measure(text, limits);
  const value = parsed(text);
  checkPart(value, []);
  return value;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refusal("invalid_request", "", "This is not UTF-8.");
  }
}

function parsed(text: string): Json {
  try {
    return sjson.parse(text, { protoAction: "error", constructorAction: "error" }) as Json;
  } catch {
    throw refusal("invalid_request", "", "This is not JSON, or it holds a reserved key.");
  }
}

/** Walks the text once, outside of strings, and stops at the first limit. */
function measure(text: string, { keys: maxKeys }: JsonLimits): void {
  let depth = 0;
  let keys = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (inString) {
      if (char === BACKSLASH) at++;
      else if (char === QUOTE) inString = false;
    } else if (char === QUOTE) inString = true;
    else if (char === COLON) keys++;
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) depth++;
    else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) depth--;
    if (depth > MAX_DEPTH)
      throw refusal("invalid_request", "", `Nested deeper than ${String(MAX_DEPTH)} levels.`);
    if (keys > maxKeys) throw refusal("too_large", "", `More than ${String(maxKeys)} keys.`);
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

function checkPart(part: Json, path: readonly (string | number)[]): void {
  if (typeof part === "string") return checkText(part, path);
  if (typeof part !== "object" || part === null) return;
  if (Array.isArray(part)) {
    if (part.length > MAX_ITEMS)
      throw refusal("too_large", pointer(...path), `More than ${String(MAX_ITEMS)} items.`);
    part.forEach((item: Json, index) => {
      checkPart(item, [...path, index]);
    });
    return;
  }
  for (const [key, inner] of Object.entries(part)) {
    if (RESERVED_NAMES.includes(key))
      throw refusal("invalid_request", pointer(...path), "This holds a reserved key.");
    checkText(key, path);
    checkPart(inner, [...path, key]);
  }
}

/** Refuses what neither MongoDB nor a phone could carry: half a character, or the zero character. */
export function checkText(text: string, path: readonly (string | number)[]): void {
  if (text.isWellFormed() && !text.includes("\0")) return;
  throw refusal(
    "invalid_request",
    pointer(...path),
    "This text holds half a character or a zero character.",
  );
}

function refusal(code: ErrorCode, at: string, message: string): CasewrightError {
  return new CasewrightError(code, { errors: [{ pointer: at, message }] });
}
