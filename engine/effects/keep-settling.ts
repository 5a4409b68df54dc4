import { setTimeout as wait } from "node:timers/promises";
import { settleNext } from "./settle.js";
import type { EffectTools } from "./tools.js";

/** Time between two looks for what is to be settled; the row in the store decides who looks into it. */
const LOOK_EVERY_MS = 2_000;

/** Settling that runs. */
export type Settling = { stop(): Promise<void> };

/** Looks into every message whose end is not known, or not told, as soon as it is due, until stopped. */
export function keepSettling(tools: EffectTools): Settling {
  const ending = new AbortController();
  const { signal } = ending;
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const more = await settleNext(tools).catch((error: unknown) => {
        const code = error instanceof Error ? error.name : "unknown";
        tools.log.warn({ code }, "a message could not be looked into");
        return false;
      });
      if (!more) await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
