import { type Static, Type } from "@sinclair/typebox";
import { SENDER_PATTERN } from "../mail-headers.js";

const publicKey = (description: string) =>
  Type.Optional(Type.String({ pattern: "^[A-Za-z0-9+/]{100,200}={0,2}$", description }));

/** What an installation knows about its SendGrid account. */
export const settingsSchema = Type.Object({
  apiKey: Type.String({
    minLength: 8,
    maxLength: 200,
    description: "API key with the permission Mail Send",
  }),
  from: Type.String({
    pattern: SENDER_PATTERN,
    description:
      "Verified sender that mail comes from and answers go to, such as Clinic <desk@clinic.example>",
  }),
  endpointSecret: Type.String({
    pattern: "^[A-Za-z0-9_-]{32,100}$",
    description: "Unguessable last part of the callback addresses",
  }),
  eventPublicKey: publicKey("Verification key of the signed event webhook, as SendGrid shows it"),
  inboundPublicKey: publicKey("Public key of a security policy of Inbound Parse, when it has one"),
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

/** Where the API is, without a slash at the end, or undefined when this address must not receive the key. */
export function apiUrl({ baseUrl }: Settings): string | undefined {
  const url = new URL(baseUrl ?? "https://api.sendgrid.com");
  const staysHere = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || staysHere ? url.href.replace(/\/$/, "") : undefined;
}
