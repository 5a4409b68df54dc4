import { rulePluginOf } from "../plugins/index.js";
import { ConfigError, type ConfigFinding } from "./config/finding.js";
import type { Config } from "./config.js";
import type { Contributions, RulePlugin } from "./definition/contributions.js";
import { loadPackage, made } from "./outside-packages.js";

const SOURCE = { variable: "RULE_PLUGINS", guide: "docs/how-to/add-an-operator.md" } as const;

/**
 * What the plugins that RULE_PLUGINS names bring to rules; the same in the API and in every worker.
 * @throws ConfigError with a finding for every package that cannot be used
 */
export async function contributionsOf({
  projectRoot,
  rulePlugins,
}: Pick<Config, "projectRoot" | "rulePlugins">): Promise<Contributions> {
  const loaded = await Promise.all(
    rulePlugins.map((name) => loadPackage(SOURCE, { projectRoot, name, read: rulePluginOf })),
  );
  const plugins = loaded.flatMap(made);
  const findings = [
    ...loaded.flatMap((one) => ("finding" in one ? [one.finding] : [])),
    ...repeatedIds(plugins),
  ];
  if (findings.length > 0) throw new ConfigError(findings);
  return {
    plugins: plugins.map(({ manifest }) => manifest),
    operators: Object.fromEntries(plugins.flatMap(operatorsOf)),
  };
}

function operatorsOf({ manifest, operators }: RulePlugin) {
  return Object.entries(operators).map(
    ([name, operator]) => [`${manifest.id}.${name}`, operator] as const,
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
