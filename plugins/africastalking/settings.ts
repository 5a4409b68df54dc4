import { type Static, Type } from "@sinclair/typebox";

/** What an installation knows about its Africa's Talking app. */
export const settingsSchema = Type.Object({
  username: Type.String({
    pattern: "^[A-Za-z0-9._-]{2,60}$",
    description: "User name of the Africa's Talking app; `sandbox` for their test app",
  }),
  apiKey: Type.String({ minLength: 8, maxLength: 200, description: "API key of the same app" }),
  sender: Type.Optional(
    Type.String({
      pattern: "^([A-Za-z0-9 ]{3,11}|[0-9]{3,8}|\\+[0-9]{8,15})$",
      description: "Short code or sender id that messages come from; theirs when absent",
    }),
  ),
  endpointSecret: Type.String({
    pattern: "^[A-Za-z0-9_-]{32,100}$",
    description:
      "Unguessable last part of the callback addresses, because their callbacks carry no signature",
  }),
  baseUrl: Type.Optional(
    Type.String({
      pattern: "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\\s?#]*)?$",
      description:
        "Only from deployment configuration: an address typed by an admin would receive the API key",
    }),
  ),
});

/** Settings after the check. */
export type Settings = Static<typeof settingsSchema>;

/** Where messages are posted, or undefined when this address must not receive the key. */
export function messagingUrl(settings: Settings): URL | undefined {
  return apiUrl(settings, "/version1/messaging");
}

/** Where the app's balance is read: https://developers.africastalking.com/docs/application */
export function userUrl(settings: Settings): URL | undefined {
  return apiUrl(settings, `/version1/user?username=${encodeURIComponent(settings.username)}`);
}

function apiUrl(settings: Settings, path: string): URL | undefined {
  const url = new URL(`${trimSlash(settings.baseUrl ?? officialUrl(settings))}${path}`);
  return url.protocol === "https:" || mayBePlain(url, settings) ? url : undefined;
}

/** https://developers.africastalking.com/docs/sms/sending */
function officialUrl({ username }: Settings): string {
  const host = username === "sandbox" ? "api.sandbox.africastalking.com" : "api.africastalking.com";
  return `https://${host}`;
}

/** A key may cross a wire unencrypted only within this machine, or when it is one of a sandbox. */
function mayBePlain(url: URL, { username }: Settings): boolean {
  return username === "sandbox" || ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}

function trimSlash(url: string): string {
  return url.endsWith("/") ? url.slice(0, -1) : url;
}
