import { channelOf, type OutsideChannel, plugins } from "../plugins/index.js";
import type { ChannelPlugin } from "./channels/contract.js";
import { ConfigError, type ConfigFinding } from "./config/finding.js";
import type { Config } from "./config.js";
import { loadPackage, made } from "./outside-packages.js";
import { readSettings, strangers, type Owner } from "./outside-settings.js";

/** What {@link outsideChannels} reads of the configuration. */
type Named = Pick<Config, "projectRoot" | "outside">;

const SOURCE = { variable: "CHANNEL_PLUGINS", guide: "docs/how-to/add-a-channel.md" } as const;

/**
 * The channels that CHANNEL_PLUGINS names, each with its settings out of variables that begin with CHANNEL_ and its id.
 * @throws ConfigError with a finding for every package that cannot be used and every setting that is wrong or unknown
 */
export async function outsideChannels({
  projectRoot,
  outside,
}: Named): Promise<readonly OutsideChannel[]> {
  const loaded = await Promise.all(
    outside.packages.map((name) => loadPackage(SOURCE, { projectRoot, name, read: channelOf })),
  );
  const channels = loaded.flatMap(made);
  const read = channels.map((plugin) => withSettings(plugin, outside.values));
  const findings = [
    ...loaded.flatMap((one) => ("finding" in one ? [one.finding] : [])),
    ...repeatedIds(channels),
    ...read.flatMap((one) => ("findings" in one ? one.findings : [])),
    ...channels.flatMap((plugin) => strangers(ownerOf(plugin), outside.values)),
  ];
  if (findings.length > 0) throw new ConfigError(findings);
  return read.flatMap((one) => ("findings" in one ? [] : [one]));
}

function repeatedIds(channels: readonly ChannelPlugin[]): readonly ConfigFinding[] {
  const ids = [...plugins, ...channels].map(({ manifest }) => manifest.id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => ({
    variable: "CHANNEL_PLUGINS",
    problem: `brings a second channel ${id}`,
    fix: "expected every channel to have an id of its own",
  }));
}

/** What an installation sets itself, because it makes the addresses. */
const OURS = ["endpointSecret", "publicUrl"];

function ownerOf({ manifest: { id, settings } }: ChannelPlugin): Owner {
  return { kind: "channel", id, schema: settings, ours: OURS };
}

function withSettings(
  plugin: ChannelPlugin,
  values: Config["outside"]["values"],
): OutsideChannel | { readonly findings: readonly ConfigFinding[] } {
  const read = readSettings(ownerOf(plugin), values);
  return "findings" in read ? read : { plugin, settings: read.settings };
}
