import { Value } from "@sinclair/typebox/value";
import { channelOf, type OutsideChannel, plugins } from "../plugins/index.js";
import type { ChannelPlugin } from "./channels/contract.js";
import { ConfigError, type ConfigFinding } from "./config/finding.js";
import type { Config } from "./config.js";
import { loadPackage, made } from "./outside-packages.js";

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
    ...channels.flatMap(({ manifest }) => strangers(manifest, outside.values)),
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

type Values = Config["outside"]["values"];

function withSettings(
  plugin: ChannelPlugin,
  values: Values,
): OutsideChannel | { readonly findings: readonly ConfigFinding[] } {
  const { id, settings: schema } = plugin.manifest;
  const fields = Object.entries(schema.properties).filter(([name]) => !OURS.includes(name));
  const settings = Object.fromEntries(
    fields.flatMap(([name, { type }]) => {
      const value = values[variableOf(id, name)];
      return value === undefined ? [] : [[name, converted(String(type), value)]];
    }),
  );
  const findings = fields.flatMap(([name, field]) => {
    const value = settings[name];
    const isMissing = value === undefined && (schema.required ?? []).includes(name);
    const isWrong = value !== undefined && !Value.Check(field, value);
    if (!isMissing && !isWrong) return [];
    return [
      {
        variable: variableOf(id, name),
        problem: isMissing ? "is missing" : "has a wrong form",
        fix: `expected ${field.description ?? name}`,
      },
    ];
  });
  return findings.length > 0 ? { findings } : { plugin, settings };
}

/** `CHANNEL_SMS_GATE_PASSWORD` for the setting `password` of the channel `sms-gate`. */
function variableOf(id: string, setting: string): string {
  const words = setting.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return `CHANNEL_${id}_${words}`.replaceAll("-", "_").toUpperCase();
}

function converted(type: string, value: string): string | number | boolean {
  if (type === "boolean" && /^(true|false)$/.test(value)) return value === "true";
  const isNumber =
    (type === "integer" || type === "number") && /^-?[0-9]{1,12}(\.[0-9]{1,12})?$/.test(value);
  return isNumber ? Number(value) : value;
}

/** Variables that begin like settings of a channel and are none. */
function strangers(
  { id, settings }: ChannelPlugin["manifest"],
  values: Values,
): readonly ConfigFinding[] {
  const fields = Object.keys(settings.properties).filter((name) => !OURS.includes(name));
  const known = fields.map((name) => variableOf(id, name));
  return Object.keys(values)
    .filter((name) => name.startsWith(variableOf(id, "")) && !known.includes(name))
    .map((variable) => ({
      variable,
      problem: `is no setting of the channel ${id}`,
      fix: `expected one of ${known.join(", ")}`,
    }));
}
