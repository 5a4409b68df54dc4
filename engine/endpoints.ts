import { endpointsFrom } from "../plugins/index.js";
import type { Endpoint } from "./channels/contract.js";
import type { Config } from "./config.js";
import type { Organisation } from "./definition/organisation.js";
import { outsideChannels } from "./outside-channels.js";

/**
 * The endpoints of this installation; the same in the API and in every worker.
 * @throws ConfigError when a channel from outside the tree cannot be used
 */
export async function endpointsOf(
  config: Config,
  { country }: Pick<Organisation, "country">,
): Promise<readonly Endpoint[]> {
  const { accounts, failover, sandbox, port, keys } = config;
  const { africastalking, twilio, sendgrid, smtp, slack } = accounts;
  return endpointsFrom({
    addressKey: keys.jwtSecret,
    ...(africastalking ? { africastalking } : {}),
    ...(twilio ? { twilio } : {}),
    ...(sendgrid ? { sendgrid } : {}),
    ...(smtp ? { smtp } : {}),
    ...(slack ? { slack } : {}),
    ...(sandbox === "on" ? { sandboxUrl: `http://127.0.0.1:${String(port)}/sandbox` } : {}),
    publicUrl: config.publicUrl,
    failover,
    allowedOrigins: formOrigins(config),
    country,
    outside: await outsideChannels(config),
  });
}

/** Our own origin, the configured ones, and this machine's other names for an instance that only it can reach. */
function formOrigins({ publicUrl, allowedOrigins, port }: Config): readonly string[] {
  const isLocal = /^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(publicUrl);
  const local = ["127.0.0.1", "localhost"].map((host) => `http://${host}:${String(port)}`);
  return [...new Set([publicUrl, ...allowedOrigins, ...(isLocal ? local : [])])].slice(0, 20);
}
