import { type Config, configOrExit, exitWith } from "./config.js";
import { outsideChannels } from "./outside-channels.js";

/**
 * The configuration of a program that uses channels: beside what {@link configOrExit} checks, every channel from outside the
 * tree is loaded, so that one that cannot be used stops the start and is named.
 */
export async function startConfigOrExit(): Promise<Config> {
  const config = configOrExit();
  await outsideChannels(config).catch(exitWith);
  return config;
}
