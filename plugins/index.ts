import { Value } from "@sinclair/typebox/value";
import type { ChannelKind, ChannelPlugin, Endpoint } from "../engine/channels/contract.js";
import { deriveSecret } from "../engine/channels/secret.js";
import { OPENED_OTHERWISE } from "../engine/definition/opened-by.js";
import { africastalkingChannel } from "./africastalking/index.js";
import { chatChannel } from "./chat/index.js";
import { formChannel } from "./form/index.js";
import { sendgridChannel } from "./sendgrid/index.js";
import { slackChannel } from "./slack/index.js";
import { smtpChannel } from "./smtp/index.js";
import { twilioChannel } from "./twilio/index.js";

export { answerAsProvider, inboundCallback, type SandboxAnswer } from "./africastalking/sandbox.js";
export { CHAT_COOKIE, PASS_LIFE_MS, passFor, visitorOf } from "./chat/visitor.js";
export type { Callback } from "./callback.js";
export { channelOf, rulePluginOf, UnusablePackage } from "./outside.js";
export { answerAsSendgrid, inboundMail, type SandboxMail } from "./sendgrid/sandbox.js";
export { addressIn as mailAddressIn } from "./mail-address.js";
export type { PhoneMessage, PhoneStore } from "./africastalking/phone-store.js";

/** Every channel this installation can use. A new one is listed here; see docs/how-to/add-a-channel.md. */
export const plugins: readonly ChannelPlugin[] = [
  africastalkingChannel,
  chatChannel,
  formChannel,
  sendgridChannel,
  slackChannel,
  smtpChannel,
  twilioChannel,
];

/** A channel that is not in this list: its package stands in CHANNEL_PLUGINS, its settings in variables of its own. */
export type OutsideChannel = {
  readonly plugin: ChannelPlugin;
  /** Checked against its schema, without what an installation sets itself. */
  readonly settings: Readonly<Record<string, unknown>>;
};

/** What the composition root knows and the endpoints depend on. */
export type InstallationSettings = {
  /** Secret of this installation, at least 32 characters. Another key makes other callback addresses. */
  readonly addressKey: string;
  /** Credentials of an Africa's Talking app; absent when there are none. */
  readonly africastalking?: {
    readonly username: string;
    readonly apiKey: string;
    readonly sender?: string | undefined;
    /** Only from deployment configuration. */
    readonly baseUrl?: string | undefined;
  };
  /** Credentials of a Twilio account; absent when there are none. */
  readonly twilio?: {
    readonly accountSid: string;
    readonly authToken: string;
    readonly from: string;
    /** Only from deployment configuration. */
    readonly baseUrl?: string | undefined;
  };
  /** Credentials of a SendGrid account; absent when there are none. */
  readonly sendgrid?: {
    readonly apiKey: string;
    readonly from: string;
    readonly eventPublicKey?: string | undefined;
    readonly inboundPublicKey?: string | undefined;
    /** Only from deployment configuration. */
    readonly baseUrl?: string | undefined;
  };
  /** A mail server that takes our mail; absent when there is none. */
  readonly smtp?: {
    readonly host: string;
    readonly port: number;
    readonly username?: string;
    readonly password?: string;
    readonly from: string;
  };
  /** A bot with its channel, or a webhook, for posts to staff; absent when there is neither. */
  readonly slack?: {
    readonly botToken?: string;
    readonly channel?: string;
    readonly webhookUrl?: string;
    readonly signingSecret?: string;
    /** Only from deployment configuration. */
    readonly baseUrl?: string;
  };
  /** Channels from outside the tree, in the order of their names in the configuration. */
  readonly outside?: readonly OutsideChannel[];
  /**
   * Where our API plays providers, such as http://127.0.0.1:8080/sandbox; each has a path below it. Without it and without
   * credentials a channel is not there.
   */
  readonly sandboxUrl?: string;
  /** Origin at which providers reach us, no slash at the end; whoever signs addresses signs this one. */
  readonly publicUrl: string;
  /** Whether two accounts of one kind stand in for each other. */
  readonly failover: "on" | "off";
  /**
   * Addresses whose pages may post the web form, our own among them; without any there is no form. They are compared
   * as browsers write origins: lower case, no path, no default port.
   */
  readonly allowedOrigins: readonly string[];
  /** Country of phone numbers without a country code, ISO 3166-1 alpha-2. */
  readonly country: string;
};

/** Short code of the simulated network. */
export const SANDBOX_SENDER = "22384";

/** Sender of mail to simulated mailboxes. */
export const SANDBOX_MAIL_SENDER = "desk@clinic.example";

/**
 * The endpoints of this installation: `sms` (Africa's Talking), `sms-twilio`, `email` (SendGrid), `email-smtp`, `slack`,
 * `web-chat` and `web-form`, and those from outside by the ids of their plugins, after ours of the same kind. Without any account for
 * SMS or for e-mail a sandbox stands for the first. The first of a kind reaches who has not written yet.
 * @throws Error with the names of the settings that are wrong, never their values
 */
export function endpointsFrom(installation: InstallationSettings): readonly Endpoint[] {
  return [
    ...pairs(installation, smsEndpoints(installation)),
    ...pairs(installation, emailEndpoints(installation)),
    ...accountEndpoint(installation, { name: "slack", plugin: slackChannel }, installation.slack),
    ...chatEndpoints(installation),
    ...outsideEndpoints(installation, ["chat", "slack"]),
    ...formEndpoints(installation),
    ...outsideEndpoints(installation, ["form"]),
  ];
}

/** Each endpoint with the next one as its fallback, and the last with the first. */
function pairs(
  { failover }: InstallationSettings,
  endpoints: readonly Endpoint[],
): readonly Endpoint[] {
  if (failover === "off" || endpoints.length < 2) return endpoints;
  return endpoints.map((one, i) => {
    const fallback = endpoints[(i + 1) % endpoints.length]?.name;
    return fallback === undefined ? one : { ...one, fallback };
  });
}

function smsEndpoints(installation: InstallationSettings): readonly Endpoint[] {
  const { africastalking, twilio, addressKey, publicUrl } = installation;
  const first = { name: "sms", plugin: africastalkingChannel };
  const account = twilio && { ...twilio, publicUrl: new URL(publicUrl).origin };
  const real = [
    ...accountEndpoint(installation, first, africastalking),
    ...accountEndpoint(installation, { name: "sms-twilio", plugin: twilioChannel }, account),
    ...outsideEndpoints(installation, ["sms"]),
  ];
  return real.length > 0
    ? real
    : sandboxEndpoint(installation, first, {
        username: "sandbox",
        apiKey: deriveSecret(addressKey, "sandbox africastalking 1"),
        sender: SANDBOX_SENDER,
      });
}

function emailEndpoints(installation: InstallationSettings): readonly Endpoint[] {
  const { sendgrid, smtp, addressKey } = installation;
  const first = { name: "email", plugin: sendgridChannel };
  const real = [
    ...accountEndpoint(installation, first, sendgrid),
    ...accountEndpoint(installation, { name: "email-smtp", plugin: smtpChannel }, smtp),
    ...outsideEndpoints(installation, ["email"]),
  ];
  return real.length > 0
    ? real
    : sandboxEndpoint(installation, first, {
        apiKey: deriveSecret(addressKey, "sandbox sendgrid 1"),
        from: SANDBOX_MAIL_SENDER,
      });
}

/** Channels from outside of some kinds. They get the secret of their address and our own, where they have settings for them. */
function outsideEndpoints(
  { outside = [], addressKey, publicUrl }: InstallationSettings,
  kinds: readonly ChannelKind[],
): readonly Endpoint[] {
  return outside
    .filter(({ plugin }) => kinds.includes(plugin.manifest.kind))
    .map(({ plugin, settings: given }) => {
      const { id: name, settings: schema } = plugin.manifest;
      const id = deriveSecret(addressKey, `endpoint ${name} 1`);
      const own = { endpointSecret: id, publicUrl: new URL(publicUrl).origin };
      const ours = Object.entries(own).filter(([field]) => field in schema.properties);
      const settings = { ...given, ...Object.fromEntries(ours) };
      return endpoint({ id, name, plugin, settings, opens: OPENED_OTHERWISE, sandbox: false });
    });
}

/** The endpoint of a provider that we play ourselves, where there is a sandbox. */
function sandboxEndpoint(
  { addressKey, sandboxUrl }: InstallationSettings,
  channel: Pick<Endpoint, "name" | "plugin">,
  account: object,
): readonly Endpoint[] {
  if (sandboxUrl === undefined) return [];
  const { id: plugin } = channel.plugin.manifest;
  const id = deriveSecret(addressKey, `endpoint ${plugin} 1`);
  const settings = { ...account, endpointSecret: id, baseUrl: `${sandboxUrl}/${plugin}` };
  return [endpoint({ ...channel, id, opens: OPENED_OTHERWISE, settings, sandbox: true })];
}

/** The endpoint of a provider, or none without credentials. */
function accountEndpoint(
  { addressKey }: Pick<InstallationSettings, "addressKey">,
  channel: Pick<Endpoint, "name" | "plugin">,
  account: object | undefined,
): readonly Endpoint[] {
  if (account === undefined) return [];
  const id = deriveSecret(addressKey, `endpoint ${channel.plugin.manifest.id} 1`);
  const settings = { ...account, endpointSecret: id };
  return [endpoint({ ...channel, id, opens: OPENED_OTHERWISE, settings, sandbox: false })];
}

/** The chat of our own pages; no page elsewhere holds it, because browsers keep its pass to themselves. */
function chatEndpoints({ addressKey, ...pages }: InstallationSettings): readonly Endpoint[] {
  const plugin = chatChannel;
  const passSecret = deriveSecret(addressKey, "chat passes 1");
  return onPages(pages, { id: "chat", name: "web-chat", plugin, settings: { passSecret } });
}

function formEndpoints({ country, ...pages }: InstallationSettings): readonly Endpoint[] {
  const plugin = formChannel;
  return onPages(pages, { id: "ticket", name: "web-form", plugin, settings: { country } });
}

/** An endpoint with a public address, which pages of the allowed origins call; none without any. */
function onPages(
  { allowedOrigins }: Pick<InstallationSettings, "allowedOrigins">,
  channel: Pick<Endpoint, "id" | "name" | "plugin" | "settings">,
): readonly Endpoint[] {
  if (allowedOrigins.length === 0) return [];
  const origins = new Set(allowedOrigins.map((address) => new URL(address).origin));
  const settings = { ...channel.settings, endpoint: channel.id, allowedOrigins: [...origins] };
  return [endpoint({ ...channel, settings, opens: OPENED_OTHERWISE, sandbox: false })];
}

function endpoint(candidate: Endpoint): Endpoint {
  const { manifest } = candidate.plugin;
  const wrong = [...Value.Errors(manifest.settings, candidate.settings)].map(({ path }) => path);
  if (wrong.length > 0) {
    throw new Error(`settings of ${manifest.id} are not valid: ${[...new Set(wrong)].join(", ")}`);
  }
  return candidate;
}
