import { createHmac } from "node:crypto";
import { ChannelInputError, type RawRequest } from "../../engine/channels/contract.js";
import { isSameSecret } from "../../engine/channels/secret.js";
import { readFields } from "./callbacks.js";
import { REFERENCE, type Settings, webhookUrl } from "./settings.js";

/**
 * Whether Twilio signed a request: HMAC-SHA1 by the auth token over the address it called, followed by the names and values
 * of the form in the order of names (https://www.twilio.com/docs/usage/webhooks/webhooks-security). The address is the one
 * that was configured; `Host` and `X-Forwarded-*` belong to whoever sends the request. Compared in a time that tells nothing.
 */
export function isSigned(request: RawRequest, settings: Settings): boolean {
  const given = request.headers["x-twilio-signature"] ?? "";
  const form = formIn(request);
  const address = addressOf(request, settings);
  if (form === undefined || address === undefined) return false;
  const expected = addressesOf(address).map((url) => sign(url, form, settings.authToken));
  return expected.filter((signature) => isSameSecret(given, signature)).length > 0;
}

/** What Twilio signs an address and a form with. */
export function sign(url: string, form: ReadonlyMap<string, string>, authToken: string): string {
  const names = [...form.keys()].sort();
  const text = names.map((name) => `${name}${form.get(name) ?? ""}`).join("");
  return createHmac("sha1", authToken).update(`${url}${text}`, "utf8").digest("base64");
}

function formIn(request: RawRequest): ReadonlyMap<string, string> | undefined {
  try {
    return readFields(request);
  } catch (error) {
    if (error instanceof ChannelInputError) return undefined;
    throw error;
  }
}

/** The address as configured, with the one parameter that we put there ourselves; undefined for any other. */
function addressOf({ subpath, query }: RawRequest, settings: Settings): string | undefined {
  if (subpath !== "" && subpath !== "receipts") return undefined;
  const url = webhookUrl(settings, subpath);
  const { [REFERENCE]: reference, ...others } = query;
  if (Object.keys(others).length > 0) return undefined;
  if (reference === undefined) return url;
  return subpath === "receipts" && /^[A-Za-z0-9_-]{1,100}$/.test(reference)
    ? `${url}?${REFERENCE}=${reference}`
    : undefined;
}

/** Twilio signs with the port or without it, depending on the product; their own libraries accept both. */
function addressesOf(address: string): readonly string[] {
  const url = new URL(address);
  const rest = `${url.pathname}${url.search}`;
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return [
    `${url.protocol}//${url.hostname}${rest}`,
    `${url.protocol}//${url.hostname}:${port}${rest}`,
  ];
}
