import { RESERVED_NAMES } from "../../definition/names.js";
import { CasewrightError } from "../../protocol/errors.js";
import { checkText } from "../json-body.js";

/**
 * Reads a query string into single values.
 * @throws CasewrightError invalid_request for a repeated or reserved name, or broken text
 */
export function singleQuery(search: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (Object.hasOwn(query, name)) throw refusal(name, "stands here twice");
    if (RESERVED_NAMES.includes(name)) throw refusal(name, "is reserved");
    checkText(name, []);
    checkText(value, []);
    query[name] = value;
  }
  return query;
}

/** Cookies by name; a name that comes twice keeps its first value. */
export function cookiesOf(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at > 0 && !RESERVED_NAMES.includes(name) && !Object.hasOwn(cookies, name))
      cookies[name] = pair.slice(at + 1).trim();
  }
  return cookies;
}

function refusal(name: string, message: string): CasewrightError {
  return new CasewrightError("invalid_request", { errors: [{ pointer: `?${name}`, message }] });
}
