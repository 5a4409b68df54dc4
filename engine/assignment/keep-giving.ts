import { setTimeout as wait } from "node:timers/promises";
import { makeBell } from "../bell.js";
import { watchFreed } from "../store/freed.js";
import { giveOut } from "./give-out.js";
import type { AssignmentTools } from "./tools.js";

/** Longest time between two rounds; whatever can free somebody, or bring a case, rings at once. */
const ROUND_EVERY_MS = 5_000;

/** Pause after a ring, so that many changes at once make one round. */
const GATHER_MS = 25;

/** Gives cases to people, round after round, until stopped. Every worker does; MongoDB keeps them apart. */
export function keepGiving(tools: AssignmentTools): { stop(): Promise<void> } {
  const { store, log, now } = tools.effects;
  const bell = makeBell();
  const watch = watchFreed(store, bell.ring);
  const running = run();
  return {
    stop: async () => {
      bell.end();
      await watch.close();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!bell.ended()) {
      const coming = await giveOut(tools).catch((error: unknown) => {
        log.warn({ code: error instanceof Error ? error.name : "unknown" }, "giving out failed");
        return null;
      });
      const untilThen = coming === null ? ROUND_EVERY_MS : Math.max(1, coming - now());
      await bell.wait(Math.min(ROUND_EVERY_MS, untilThen));
      if (!bell.ended()) await wait(GATHER_MS);
    }
  }
}
