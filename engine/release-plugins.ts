import { contributedIn, pluginFactsIn } from "../rules/index.js";
import { ConfigError } from "./config/finding.js";
import { pluginOfEffect } from "./definition/contributed-effects.js";
import { effectsIn } from "./definition/effects-in.js";
import { pluginOfFact } from "./definition/contributed-facts.js";
import type { Contributions } from "./definition/contributions.js";
import type { PinnedPlugin, ReleaseBody } from "./definition/release.js";
import { lintRelease } from "./release-lint.js";
import { hasOpenCase } from "./store/cases.js";
import { currentRelease, releaseByNumber, releasesWithPlugins } from "./store/releases.js";
import type { Store } from "./store/store.js";

/** What of a release plugins bring something to; a single rule set has no workflows. */
type Using = Pick<ReleaseBody, "ruleSets"> & Partial<Pick<ReleaseBody, "workflows">>;

/** The plugins whose operators, facts and effects a release uses, with their versions at hand. Sorted by id. */
export function pluginsUsedBy(
  { ruleSets, workflows = [] }: Using,
  { plugins }: Pick<Contributions, "plugins">,
): readonly PinnedPlugin[] {
  const used = new Set([
    ...ruleSets.flatMap(contributedIn).map((name) => name.split(".")[0]),
    ...ruleSets.flatMap(pluginFactsIn).map(pluginOfFact),
    ...workflows
      .flatMap(effectsIn)
      .flatMap((effect) => (effect.do === "plugin" ? [pluginOfEffect(effect.effect)] : [])),
  ]);
  return plugins
    .filter(({ id }) => used.has(id))
    .map(({ id, version }) => ({ id, version }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the lint says about plugins, and of a release that has been published about nothing else. */
const ABOUT_PLUGINS: ReadonlySet<string> = new Set(["R019", "W057", "W064", "W065"]);

/**
 * Stops a start without the plugins that are needed: by the present release, and by those that open cases follow.
 * Another version of a plugin will do that takes and answers the same, because every decision and every call names the one it was
 * made with.
 * @returns what was given
 * @throws ConfigError naming release, path, and operator, fact or effect
 */
export async function requirePlugins(
  store: Store,
  contributions: Contributions,
): Promise<Contributions> {
  const { number: current } = await currentRelease(store);
  const findings = [];
  for (const number of await releasesWithPlugins(store)) {
    if (number !== current && !(await hasOpenCase(store, number))) continue;
    const { body } = await releaseByNumber(store, number);
    findings.push(
      ...lintRelease(body, contributions)
        .filter(({ code }) => ABOUT_PLUGINS.has(code))
        .map(({ path, message, fix }) => ({
          variable: "RULE_PLUGINS",
          problem: `lacks what release ${String(number)} uses at ${path}: ${message}`,
          fix: fix ?? "",
        })),
    );
  }
  if (findings.length > 0) throw new ConfigError(findings);
  return contributions;
}
