import { type Static, Type } from "@sinclair/typebox";

/** What an installation knows about its Slack workspace: a bot and its channel, or the address of an incoming webhook. */
export const settingsSchema = Type.Object(
  {
    botToken: Type.Optional(
      Type.String({
        pattern: "^xox[a-z]-[A-Za-z0-9-]{10,300}$",
        description: "Token of a bot with the scope chat:write that is in the channel",
      }),
    ),
    channel: Type.Optional(
      Type.String({
        pattern: "^([CG][A-Z0-9]{8,20}|#[a-z0-9_-]{1,80})$",
        description: "Channel that the bot writes to, by id or by name",
      }),
    ),
    webhookUrl: Type.Optional(
      Type.String({
        pattern: "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/\\S{8,300}$",
        description: "Address of an incoming webhook: who knows it can write to its channel",
      }),
    ),
    signingSecret: Type.Optional(
      Type.String({
        pattern: "^[0-9a-f]{32,64}$",
        description: "Signs what is pressed in Slack; without it posts have no button",
      }),
    ),
    endpointSecret: Type.String({
      minLength: 32,
      description: "Unguessable part of the callback address, made by the installation",
    }),
    baseUrl: Type.Optional(
      Type.String({
        pattern: "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$",
        description:
          "Only from deployment configuration: an address typed by an admin would receive the token",
      }),
    ),
  },
  { minProperties: 2 },
);

/** Settings after the check. */
export type Settings = Static<typeof settingsSchema>;

/** Where and how a post goes. */
export type Target =
  | { readonly kind: "bot"; readonly url: URL; readonly token: string; readonly channel: string }
  | { readonly kind: "webhook"; readonly url: URL };

/** The target of posts, or what the settings lack. A bot counts before a webhook, because its answers say more. */
export function targetOf(settings: Settings): Target | { readonly missing: string } {
  const { botToken: token, channel, webhookUrl, baseUrl = "https://slack.com" } = settings;
  if (token !== undefined && channel !== undefined)
    return guarded({ kind: "bot", url: new URL("/api/chat.postMessage", baseUrl), token, channel });
  if (webhookUrl !== undefined) return guarded({ kind: "webhook", url: new URL(webhookUrl) });
  return { missing: "channel_and_token_or_webhook" };
}

/** Where Slack takes answers to what is pressed. */
const ANSWERS = "https://hooks.slack.com";

/** The address of an answer when it is Slack's own, or that of the server which plays Slack; whoever presses brings it along. */
export function answerUrl(given: string, { baseUrl = ANSWERS }: Settings): URL | undefined {
  if (!URL.canParse(given)) return undefined;
  const url = new URL(given);
  return [ANSWERS, new URL(baseUrl).origin].includes(url.origin) ? url : undefined;
}

/** A token crosses no network in clear. */
function guarded(target: Target): Target | { readonly missing: string } {
  const { protocol, hostname } = target.url;
  const staysHere = ["127.0.0.1", "localhost"].includes(hostname);
  return protocol === "https:" || staysHere ? target : { missing: "https" };
}
