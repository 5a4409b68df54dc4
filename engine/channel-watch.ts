import type { Logger } from "pino";
import type { CheckOutcome, Endpoint } from "./channels/contract.js";
import { type Regular, regularly } from "./regularly.js";
import { channelChecks, recordChannelCheck } from "./store/channel-checks.js";
import { isStoreDown } from "./store/down.js";
import type { Store } from "./store/store.js";
import { takeTurn } from "./store/turns.js";

/** What looking after endpoints needs of the world. */
export type ChannelWatchTools = {
  readonly store: Store;
  readonly endpoints: readonly Endpoint[];
  readonly log: Logger;
  /** Time between two looks at one endpoint. */
  readonly everyMs: number;
  /** Time that a provider gets. */
  readonly timeoutMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** A look this young counts for every process that starts, so that ten workers do not ask ten times. */
const FRESH_MS = 60_000;

/** Time between two looks for what is due; the turn in the store decides who looks. */
const LOOK_AGAIN_MS = 15_000;

/** Looks at every endpoint at the start and then at its time, in one process of all, until stopped. */
export function startChannelWatch(tools: ChannelWatchTools): Regular {
  let youngest = Math.min(FRESH_MS, tools.everyMs);
  return regularly(Math.min(LOOK_AGAIN_MS, tools.everyMs), async () => {
    await lookAtAll(tools, youngest);
    youngest = tools.everyMs;
  });
}

/**
 * Looks once at every endpoint whose last look is older than `olderThanMs` and that nobody else has taken. An endpoint that
 * fails, or is well again, is told in the log. Never throws.
 */
export async function lookAtAll(tools: ChannelWatchTools, olderThanMs: number): Promise<void> {
  const checked = tools.endpoints.filter(({ plugin, sandbox }) => plugin.check && !sandbox);
  await Promise.all(
    checked.map((endpoint) =>
      look(tools, endpoint, olderThanMs).catch((error: unknown) => {
        const code = isStoreDown(error) ? "store_down" : "failed";
        tools.log.warn({ endpoint: endpoint.name, code }, "channel not looked at");
      }),
    ),
  );
}

async function look(
  { store, log, timeoutMs, now }: ChannelWatchTools,
  { name, plugin, settings }: Endpoint,
  olderThanMs: number,
): Promise<void> {
  const at = new Date(now());
  const before = new Date(at.getTime() - olderThanMs);
  if (!(await takeTurn(store, { work: `channel ${name}`, before, at }))) return;
  const [last] = await channelChecks(store, name, 1);
  const outcome: CheckOutcome = (await plugin.check?.(settings, { timeoutMs })) ?? {
    status: "unchecked",
  };
  const why = outcome.status === "failed" ? outcome.why : null;
  const tookMs = now() - at.getTime();
  await recordChannelCheck(store, { endpoint: name, status: outcome.status, why, tookMs, at });
  if (outcome.status === "failed") log.error({ endpoint: name, why }, "channel does not work");
  else if (last?.status === "failed") log.info({ endpoint: name }, "channel works again");
}
