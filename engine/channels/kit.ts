import type { TObject } from "@sinclair/typebox";
import type { ChannelPlugin } from "./contract.js";
import { inboundCases } from "./kit/inbound.js";
import { manifestCases } from "./kit/manifest.js";
import { pressCases } from "./kit/presses.js";
import { previewCases } from "./kit/previews.js";
import { inboundOnlyCases, outboundCases } from "./kit/outbound.js";
import type { ContractCase, ContractFixtures } from "./kit/fixtures.js";

export type {
  ContractCase,
  ContractFixtures,
  ContractProvider,
  ProviderBehaviour,
} from "./kit/fixtures.js";

/**
 * What every channel has to keep, as a table of cases that a test runner walks: intake, forgery, receipts, presses, previews,
 * every way a send can end, and secrets. The cases are plain functions; the provider they talk to comes in the fixtures.
 */
export function channelContract<Settings extends TObject>(
  plugin: ChannelPlugin<Settings>,
  fixtures: ContractFixtures<Settings>,
): readonly ContractCase[] {
  const { inbound, outbound } = plugin.manifest.capabilities;
  return [
    ...manifestCases(plugin, fixtures),
    ...(inbound ? inboundCases(plugin, fixtures) : []),
    ...pressCases(plugin, fixtures),
    ...previewCases(plugin, fixtures),
    ...(outbound ? outboundCases(plugin, fixtures) : inboundOnlyCases(plugin, fixtures)),
  ];
}
