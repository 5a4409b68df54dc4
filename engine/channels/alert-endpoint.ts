import type { AlertChannel } from "../definition/alert.js";
import type { Endpoint } from "./contract.js";

/** Channels that carry an alert out of the house; the dashboard is in it. */
export type SentChannel = Exclude<AlertChannel, "dashboard">;

/** Which kind of plugin carries each of them. */
const KINDS: { readonly [Channel in SentChannel]: string } = {
  sms: "sms",
  email: "email",
  slack: "slack",
};

/** Where alerts over a channel go out: the first endpoint of its kind that sends; undefined when none is set up. */
export function alertEndpoint(
  endpoints: Iterable<Endpoint>,
  channel: SentChannel,
): Endpoint | undefined {
  return [...endpoints].find(({ plugin: { manifest } }) => {
    return manifest.kind === KINDS[channel] && manifest.capabilities.outbound;
  });
}
