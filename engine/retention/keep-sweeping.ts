import { setTimeout as wait } from "node:timers/promises";
import { isStoreDown } from "../store/down.js";
import { takeTurn } from "../store/turns.js";
import { type RetentionTools, sweepRetention } from "./sweep.js";

/** Time between two sweeps: nothing stays for much longer than it has to. */
const EVERY_MS = 60 * 60 * 1000;

/** Time between two looks whether a sweep is due; the turn in the store decides who does it. */
const LOOK_AGAIN_MS = 60_000;

/** Sweeping that goes on until stopped. */
export type Sweeping = { stop(): Promise<void> };

/** Erases what has been kept long enough, at the start and every hour, in one process of all. */
export function keepSweeping(tools: RetentionTools): Sweeping {
  const ending = new AbortController();
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      await sweepInTurn(tools).catch((error: unknown) => {
        const code = isStoreDown(error) ? "store_down" : "failed";
        tools.log.warn({ code }, "retention not looked at");
      });
      await wait(LOOK_AGAIN_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }
}

async function sweepInTurn(tools: RetentionTools): Promise<void> {
  const at = new Date(tools.now());
  const before = new Date(at.getTime() - EVERY_MS);
  if (!(await takeTurn(tools.store, { work: "retention", before, at }))) return;
  const erased = await sweepRetention(tools);
  if (erased > 0) tools.log.info({ erased }, "kept long enough and erased");
}
