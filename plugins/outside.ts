import { channelProblems } from "../engine/channels/manifest.js";
import type { ChannelPlugin } from "../engine/channels/contract.js";
import { guarded } from "./guarded.js";
import { channelTools } from "./tools.js";

/** A package that cannot be used as a channel; the message completes "names x, which …". */
export class NoChannelError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NoChannelError";
  }
}

/**
 * The channel of a package: what its export `channel` makes of our tools, held to the contract.
 * @param exported the package's exports
 * @throws NoChannelError with everything that keeps it from being a channel
 */
export function channelOf(exported: Readonly<Record<string, unknown>>): ChannelPlugin {
  const { channel } = exported;
  if (typeof channel !== "function") throw new NoChannelError("exports no function channel");
  const made = madeBy(channel as (tools: typeof channelTools) => unknown);
  const problems = channelProblems(made);
  if (problems.length > 0) throw new NoChannelError(problems.join(", "));
  return guarded(made as ChannelPlugin);
}

function madeBy(channel: (tools: typeof channelTools) => unknown): unknown {
  try {
    return channel(channelTools);
  } catch (error) {
    throw new NoChannelError(`fails: ${error instanceof Error ? error.message : "unknown"}`);
  }
}
