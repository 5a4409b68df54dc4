import {
  ChannelInputError,
  type Endpoint,
  type Inbound,
  type RawRequest,
} from "../channels/contract.js";
import { isSameSecret } from "../channels/secret.js";
import { CasewrightError } from "../protocol/errors.js";
import type { World } from "./world.js";

/** What the handlers of webhooks need of the world. */
type InboundWorld = Pick<World, "endpoints" | "accept" | "metrics" | "log" | "now">;

/** A request that was taken in for good. */
export type Taken = {
  readonly endpoint: Endpoint;
  readonly inbound: readonly Inbound[];
  /** Messages that were new; a repeat has none. */
  readonly accepted: number;
};

/**
 * Takes a provider's request in: who sent it is checked on the raw bytes, then it is read and stored. When this
 * returns, nothing of it can get lost.
 * @throws CasewrightError not_found (unknown address, or not who it says), unavailable
 * @param refuse throws when what was read is not to be stored
 * @throws ChannelInputError when it cannot be read
 */
export async function takeInbound(
  world: InboundWorld,
  channel: string,
  request: RawRequest,
  refuse: (inbound: readonly Inbound[]) => void = () => undefined,
): Promise<Taken> {
  const endpoint = endpointOf(world.endpoints, channel, request.endpoint);
  if (!endpoint) {
    world.metrics.inbound.inc({ channel: "unknown", outcome: "unknown_address" });
    throw new CasewrightError("not_found");
  }
  const { plugin, settings } = endpoint;
  const verification = plugin.verify(request, settings, world.now());
  if (!verification.ok) {
    world.metrics.inbound.inc({ channel, outcome: "refused" });
    world.log.warn({ endpoint: endpoint.name, why: verification.why }, "webhook refused");
    throw new CasewrightError("not_found");
  }
  const inbound = read(world, endpoint, request);
  refuse(inbound);
  const { accepted } = await world.accept(endpoint, inbound);
  world.metrics.inbound.inc({ channel, outcome: "accepted" });
  return { endpoint, inbound, accepted };
}

function read(world: InboundWorld, { plugin, settings, name }: Endpoint, request: RawRequest) {
  try {
    return plugin.receive(request, settings);
  } catch (error) {
    if (!(error instanceof ChannelInputError)) throw error;
    world.metrics.inbound.inc({ channel: plugin.manifest.id, outcome: "unreadable" });
    world.log.warn({ endpoint: name, why: error.code }, "webhook unreadable");
    throw error;
  }
}

/** Longest body that a webhook takes, or undefined for the ordinary limit. Who does not know the address gets no more. */
export function webhookLimit(
  endpoints: readonly Endpoint[],
  address: { readonly channel: string; readonly endpoint: string; readonly subpath: string },
): number | undefined {
  const found = endpointOf(endpoints, address.channel, address.endpoint);
  const webhooks = found?.plugin.manifest.webhooks ?? [];
  return webhooks.find(({ subpath }) => subpath === address.subpath)?.maxBytes;
}

/** Looks at all endpoints whatever it finds, so that the time tells nothing about any of them. */
function endpointOf(
  endpoints: readonly Endpoint[],
  channel: string,
  id: string,
): Endpoint | undefined {
  return endpoints.filter(
    (endpoint) => isSameSecret(endpoint.id, id) && endpoint.plugin.manifest.id === channel,
  )[0];
}
