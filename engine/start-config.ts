import { type Config, configOrExit, exitWith } from "./config.js";
import { contributionsOf } from "./contributions.js";
import { outsideChannels } from "./outside-channels.js";

/**
 * The configuration of a program that uses plugins: beside what {@link configOrExit} checks, every channel from outside the
 * tree and every plugin for rules is loaded, so that one that cannot be used stops the start and is named.
 */
export async function startConfigOrExit(): Promise<Config> {
  const config = configOrExit();
  await outsideChannels(config).catch(exitWith);
  await contributionsOf(config).catch(exitWith);
  return config;
}
