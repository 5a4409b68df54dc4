import type { Logger } from "pino";
import { makeBell } from "./bell.js";
import type { Watch } from "./store/watch.js";

/** Work that is looked for again and again. */
export type Looking = {
  /** Does the next piece, once; says whether there may be more at once. */
  readonly next: () => Promise<boolean>;
  /** Longest time between two looks. */
  readonly everyMs: number;
  /** Rings when there is something new, so that it need not wait for the next look. */
  readonly watch?: (ring: () => void) => Watch;
  readonly log: Logger;
  /** What the log says when a look fails. */
  readonly failed: string;
};

/** Work that goes on. */
export type Looker = { stop(): Promise<void> };

/** Looks for work until stopped. A row in the store decides who does a piece; one that fails is left to a later look. */
export function keepLooking({ next, everyMs, watch, log, failed }: Looking): Looker {
  const bell = makeBell();
  const watching = watch?.(bell.ring);
  const running = run();
  return {
    stop: async () => {
      bell.end();
      await watching?.close();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!bell.ended()) {
      const more = await next().catch((error: unknown) => {
        log.warn({ code: error instanceof Error ? error.name : "unknown" }, failed);
        return false;
      });
      if (!more) await bell.wait(everyMs);
    }
  }
}
