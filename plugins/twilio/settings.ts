import { type Static, Type } from "@sinclair/typebox";

/** What an installation knows about its Twilio account. */
export const settingsSchema = Type.Object({
  accountSid: Type.String({
    pattern: "^AC[0-9a-fA-F]{32}$",
    description: "Account SID, as Twilio's console shows it",
  }),
  authToken: Type.String({
    minLength: 8,
    maxLength: 200,
    description: "Auth token of the same account; it also signs what Twilio posts to us",
  }),
  from: Type.String({
    pattern: "^\\+[0-9]{8,15}$",
    description: "Number of the account that messages come from and answers go to",
  }),
  endpointSecret: Type.String({
    pattern: "^[A-Za-z0-9_-]{32,100}$",
    description: "Unguessable last part of the callback addresses",
  }),
  publicUrl: Type.String({
    pattern: "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$",
    description:
      "Origin of this installation as Twilio calls it; signatures are checked against it and not against what a request says",
  }),
  baseUrl: Type.Optional(
    Type.String({
      pattern: "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\\s?#]*)?$",
      description:
        "Only from deployment configuration: an address typed by an admin would receive the auth token",
    }),
  ),
});

/** Settings after the check. */
export type Settings = Static<typeof settingsSchema>;

/** Name in the address of a status callback under which our reference comes back. */
export const REFERENCE = "attempt";

/** Where messages are posted, or undefined when this address must not receive the token. */
export function messagesUrl(settings: Settings): URL | undefined {
  return apiUrl(settings, "/Messages.json");
}

/** Where the account itself is read. */
export function accountUrl(settings: Settings): URL | undefined {
  return apiUrl(settings, ".json");
}

/**
 * The address of a file of this account's at Twilio's API, or undefined for every other address: what a message says is not where
 * credentials may go.
 */
export function mediaUrl(given: string, settings: Settings): URL | undefined {
  const own = apiUrl(settings, "/Messages");
  if (own === undefined || !URL.canParse(given)) return undefined;
  const { origin, pathname, username, search } = new URL(given);
  const isOwn = origin === own.origin && username === "" && search === "";
  const below = pathname.startsWith(`${own.pathname}/`) ? pathname.slice(own.pathname.length) : "";
  return isOwn && FILE.test(below) ? new URL(`${own.href}${below}`) : undefined;
}

/** Where a file of a message is, below the messages. */
const FILE = /^\/(SM|MM)[0-9a-fA-F]{32}\/Media\/ME[0-9a-fA-F]{32}$/;

function apiUrl({ accountSid, baseUrl }: Settings, below: string): URL | undefined {
  const base = (baseUrl ?? "https://api.twilio.com").replace(/\/$/, "");
  const url = new URL(`${base}/2010-04-01/Accounts/${accountSid}${below}`);
  return url.protocol === "https:" || isLoopback(url) ? url : undefined;
}

/** Address of a webhook of ours, as it was entered at Twilio. */
export function webhookUrl(
  { publicUrl, endpointSecret }: Settings,
  subpath: "" | "receipts",
): string {
  const below = subpath === "" ? "" : `/${subpath}`;
  return `${publicUrl}/webhooks/twilio/${endpointSecret}${below}`;
}

/** Where Twilio reports how the delivery of one attempt went; undefined when nobody outside this machine could reach it. */
export function statusCallbackUrl(settings: Settings, reference: string): string | undefined {
  const reachable = settings.baseUrl !== undefined || !isLoopback(new URL(settings.publicUrl));
  return reachable ? `${webhookUrl(settings, "receipts")}?${REFERENCE}=${reference}` : undefined;
}

function isLoopback({ hostname }: URL): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}
