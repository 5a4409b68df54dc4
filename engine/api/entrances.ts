import type { Endpoint } from "../channels/contract.js";
import type { Entrances } from "../definition/lint/index.js";

/** The endpoints by which messages come in. */
export function entrancesOf(endpoints: readonly Endpoint[]): Entrances {
  const open = endpoints.filter(({ plugin }) => plugin.manifest.capabilities.inbound);
  return new Map(open.map(({ name, plugin }) => [name, plugin.manifest.kind]));
}
