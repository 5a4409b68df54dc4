import { Type } from "@sinclair/typebox";
import { rulePluginOf } from "../plugins/index.js";
import { ConfigError, type ConfigFinding } from "./config/finding.js";
import type { Config } from "./config.js";
import { type ContributedEffect, nameOfEffect } from "./definition/contributed-effects.js";
import { type ContributedFact, pathOfFact } from "./definition/contributed-facts.js";
import { nameOfLint } from "./definition/contributed-lints.js";
import type { Contributions, PluginSettings, RulePlugin } from "./definition/contributions.js";
import { loadPackage, made } from "./outside-packages.js";
import { readSettings, strangers, type Owner } from "./outside-settings.js";

const SOURCE = { variable: "RULE_PLUGINS", guide: "docs/how-to/add-an-operator.md" } as const;

/** What {@link contributionsOf} reads of the configuration. */
type Named = Pick<Config, "projectRoot" | "rulePlugins"> & {
  /** Left out where rules are read and nobody is asked, as on the command line: then settings are not needed. */
  readonly outside?: Pick<Config["outside"], "values">;
};

/**
 * What the plugins that RULE_PLUGINS names bring to rules and workflows; the same in the API and in every worker.
 * @throws ConfigError with a finding for every package that cannot be used and every setting that is wrong or unknown
 */
export async function contributionsOf(named: Named): Promise<Contributions> {
  const { projectRoot, rulePlugins, outside } = named;
  const loaded = await Promise.all(
    rulePlugins.map((name) => loadPackage(SOURCE, { projectRoot, name, read: rulePluginOf })),
  );
  const plugins = loaded.flatMap(made);
  const read = plugins.map((plugin) => {
    const settings = outside && readSettings(ownerOf(plugin), outside.values);
    return { plugin, settings };
  });
  const findings = [
    ...loaded.flatMap((one) => ("finding" in one ? [one.finding] : [])),
    ...repeatedIds(plugins),
    ...read.flatMap(({ settings }) =>
      settings && "findings" in settings ? settings.findings : [],
    ),
    ...plugins.flatMap((plugin) => strangers(ownerOf(plugin), outside?.values ?? {})),
  ];
  if (findings.length > 0) throw new ConfigError(findings);
  return {
    plugins: plugins.map(({ manifest: { id, version, name } }) => ({ id, version, name })),
    operators: Object.fromEntries(plugins.flatMap(operatorsOf)),
    facts: Object.fromEntries(
      read.flatMap(({ plugin, settings }) =>
        factsOf(plugin, settings && "settings" in settings ? settings.settings : undefined),
      ),
    ),
    effects: Object.fromEntries(
      read.flatMap(({ plugin, settings }) =>
        effectsOf(plugin, settings && "settings" in settings ? settings.settings : undefined),
      ),
    ),
    lints: Object.fromEntries(plugins.flatMap(lintsOf)),
  };
}

const NO_SETTINGS = Type.Object({});

function ownerOf({ manifest: { id, settings } }: RulePlugin): Owner {
  return { kind: "plugin", id, schema: settings ?? NO_SETTINGS };
}

function operatorsOf({ manifest, operators = {} }: RulePlugin) {
  return Object.entries(operators).map(
    ([name, operator]) => [`${manifest.id}.${name}`, operator] as const,
  );
}

/** Facts by path, each with its plugin's settings at hand; without settings nobody can be asked. */
function factsOf(
  { manifest, facts = {} }: RulePlugin,
  settings: PluginSettings | undefined,
): (readonly [path: string, fact: ContributedFact])[] {
  return Object.entries(facts).map(([name, { look, ...declared }]) => {
    const path = pathOfFact(manifest.id, name);
    if (settings === undefined) return [path, declared];
    return [path, { ...declared, look: (given, io) => look(given, { ...io, settings }) }];
  });
}

/** Effects by name, in the same way. */
function effectsOf(
  { manifest, effects = {} }: RulePlugin,
  settings: PluginSettings | undefined,
): (readonly [name: string, effect: ContributedEffect])[] {
  return Object.entries(effects).map(([name, { perform, preview, ...declared }]) => {
    const full = nameOfEffect(manifest.id, name);
    if (settings === undefined) return [full, declared];
    return [
      full,
      {
        ...declared,
        perform: (given, io) => perform(given, { ...io, settings }),
        ...(preview ? { preview: (given) => preview(given, { settings }) } : {}),
      },
    ];
  });
}

function lintsOf({ manifest, lints = {} }: RulePlugin) {
  return Object.entries(lints).map(
    ([name, { examples: _, ...lint }]) => [nameOfLint(manifest.id, name), lint] as const,
  );
}

function repeatedIds(plugins: readonly RulePlugin[]): readonly ConfigFinding[] {
  const ids = plugins.map(({ manifest }) => manifest.id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => ({
    variable: "RULE_PLUGINS",
    problem: `brings a second plugin ${id}`,
    fix: "expected every plugin to have an id of its own",
  }));
}
