import { Value } from "@sinclair/typebox/value";
import type { ChannelPlugin, Endpoint } from "../engine/channels/contract.js";
import { deriveSecret } from "../engine/channels/secret.js";
import { africastalkingChannel } from "./africastalking/index.js";
import { formChannel } from "./form/index.js";
import { sendgridChannel } from "./sendgrid/index.js";

export {
  answerAsProvider,
  inboundCallback,
  type Callback,
  type SandboxAnswer,
} from "./africastalking/sandbox.js";
export type { PhoneMessage, PhoneStore } from "./africastalking/phone-store.js";

/** Every channel this installation can use. A new one is listed here; see docs/how-to/add-a-channel.md. */
export const plugins: readonly ChannelPlugin[] = [
  africastalkingChannel,
  formChannel,
  sendgridChannel,
];

/** What the composition root knows and the endpoints depend on. */
export type InstallationSettings = {
  /** Secret of this installation, at least 32 characters. Another key makes other callback addresses. */
  readonly addressKey: string;
  /** Credentials of an Africa's Talking app; absent when there are none. */
  readonly africastalking?: {
    readonly username: string;
    readonly apiKey: string;
    readonly sender?: string;
    /** Only from deployment configuration. */
    readonly baseUrl?: string;
  };
  /**
   * Where our API serves the phone simulator, such as http://127.0.0.1:8080/sandbox/africastalking. Without it and
   * without credentials there is no SMS.
   */
  readonly sandboxUrl?: string;
  /**
   * Addresses whose pages may post the web form, our own among them; without any there is no form. They are compared
   * as browsers write origins: lower case, no path, no default port.
   */
  readonly allowedOrigins: readonly string[];
  /** Country of phone numbers without a country code, ISO 3166-1 alpha-2. */
  readonly country: string;
};

/** Workflow that a message opens when it belongs to no open case. */
const OPENS = "ticket";

/** Short code of the simulated network. */
export const SANDBOX_SENDER = "22384";

/**
 * The endpoints of this installation: `sms` (Africa's Talking, or the sandbox without credentials) and `web-form`.
 * Credentials win over the sandbox.
 * @throws Error with the names of the settings that are wrong, never their values
 */
export function endpointsFrom(installation: InstallationSettings): readonly Endpoint[] {
  return [...smsEndpoints(installation), ...formEndpoints(installation)];
}

function smsEndpoints(installation: InstallationSettings): readonly Endpoint[] {
  const { addressKey, africastalking: app, sandboxUrl } = installation;
  const id = deriveSecret(addressKey, "endpoint africastalking 1");
  const common = { id, name: "sms", plugin: africastalkingChannel, opens: OPENS };
  if (app !== undefined) {
    return [endpoint({ ...common, settings: { ...app, endpointSecret: id }, sandbox: false })];
  }
  if (sandboxUrl === undefined) return [];
  const settings = {
    username: "sandbox",
    apiKey: deriveSecret(addressKey, "sandbox africastalking 1"),
    sender: SANDBOX_SENDER,
    endpointSecret: id,
    baseUrl: sandboxUrl,
  };
  return [endpoint({ ...common, settings, sandbox: true })];
}

function formEndpoints({ allowedOrigins, country }: InstallationSettings): readonly Endpoint[] {
  if (allowedOrigins.length === 0) return [];
  const origins = allowedOrigins.map((address) => new URL(address).origin);
  const settings = { endpoint: "ticket", allowedOrigins: [...new Set(origins)], country };
  const plugin = formChannel;
  return [
    endpoint({ id: "ticket", name: "web-form", plugin, settings, opens: OPENS, sandbox: false }),
  ];
}

function endpoint(candidate: Endpoint): Endpoint {
  const { manifest } = candidate.plugin;
  const wrong = [...Value.Errors(manifest.settings, candidate.settings)].map(({ path }) => path);
  if (wrong.length > 0) {
    throw new Error(`settings of ${manifest.id} are not valid: ${[...new Set(wrong)].join(", ")}`);
  }
  return candidate;
}
