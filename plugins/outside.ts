import { channelProblems } from "../engine/channels/manifest.js";
import type { ChannelPlugin } from "../engine/channels/contract.js";
import type { RulePlugin } from "../engine/definition/contributions.js";
import { guarded } from "./guarded.js";
import { rulePluginProblems } from "./rule-plugin-problems.js";
import { channelTools, rulePluginTools } from "./tools.js";

/** A package that cannot be used as what it is named for; the message completes "names x, which …". */
export class UnusablePackage extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnusablePackage";
  }
}

/**
 * The channel of a package: what its export `channel` makes of our tools, held to the contract.
 * @param exported the package's exports
 * @throws UnusablePackage with everything that keeps it from being a channel
 */
export function channelOf(exported: Readonly<Record<string, unknown>>): ChannelPlugin {
  const made = madeBy("channel", exported, channelTools);
  refuse(channelProblems(made));
  return guarded(made as ChannelPlugin);
}

/**
 * What a package brings to rules: what its export `plugin` makes of our tools.
 * @param exported the package's exports
 * @throws UnusablePackage with everything that keeps it from being one, examples that do not come out as they say among it
 */
export function rulePluginOf(exported: Readonly<Record<string, unknown>>): RulePlugin {
  const made = madeBy("plugin", exported, rulePluginTools);
  refuse(rulePluginProblems(made));
  return made as RulePlugin;
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new UnusablePackage(problems.join(", "));
}

function madeBy(
  name: "channel" | "plugin",
  exported: Readonly<Record<string, unknown>>,
  tools: object,
): unknown {
  const make = exported[name];
  if (typeof make !== "function") throw new UnusablePackage(`exports no function ${name}`);
  try {
    return (make as (tools: object) => unknown)(tools);
  } catch (error) {
    throw new UnusablePackage(`fails: ${error instanceof Error ? error.message : "unknown"}`);
  }
}
