import { endpointsFrom } from "../plugins/index.js";
import type { Endpoint } from "./channels/contract.js";
import { ConfigError, type ConfigFinding } from "./config/finding.js";
import type { Config } from "./config.js";
import type { Organisation } from "./definition/organisation.js";
import { outsideChannels } from "./outside-channels.js";

/**
 * The endpoints of this installation; the same in the API and in every worker.
 * @throws ConfigError when a channel from outside the tree cannot be used, or a pace is given to a channel that is not there
 */
export async function endpointsOf(
  config: Config,
  { country }: Pick<Organisation, "country">,
): Promise<readonly Endpoint[]> {
  const { accounts, failover, sandbox, port, keys } = config;
  const { africastalking, twilio, sendgrid, smtp, slack } = accounts;
  const endpoints = endpointsFrom({
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
  return paced(config, endpoints);
}

/** Each endpoint with its pace: the configured one, or what its plugin says. */
function paced({ perSecond }: Config, endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const senders = endpoints.filter(({ plugin }) => plugin.manifest.capabilities.outbound);
  const names = senders.map(({ name }) => name);
  const findings = [...perSecond].flatMap(([name, pace]): ConfigFinding[] => {
    const variable = "MESSAGES_PER_SECOND";
    if (!names.includes(name))
      return [
        {
          variable,
          problem: `names ${name}, by which nothing is sent here`,
          fix: `expected one of ${names.join(", ")}`,
        },
      ];
    if (pace >= SLOWEST && pace <= FASTEST) return [];
    const fix = `expected a number from ${String(SLOWEST)} to ${String(FASTEST)}`;
    return [{ variable, problem: `gives ${name} an impossible pace`, fix }];
  });
  if (findings.length > 0) throw new ConfigError(findings);
  return endpoints.map((endpoint) => {
    const pace = perSecond.get(endpoint.name) ?? endpoint.plugin.manifest.capabilities.perSecond;
    return pace === undefined ? endpoint : { ...endpoint, perSecond: pace };
  });
}

/** The bounds of a pace, messages a second; a plugin's manifest has the same. */
const [SLOWEST, FASTEST] = [0.01, 500];

/** Our own origin, the configured ones, and this machine's other names for an instance that only it can reach. */
function formOrigins({ publicUrl, allowedOrigins, port }: Config): readonly string[] {
  const isLocal = /^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(publicUrl);
  const local = ["127.0.0.1", "localhost"].map((host) => `http://${host}:${String(port)}`);
  return [...new Set([publicUrl, ...allowedOrigins, ...(isLocal ? local : [])])].slice(0, 20);
}
