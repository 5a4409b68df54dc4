import { randomUUID } from "node:crypto";
import type { Client } from "@temporalio/client";
import type { Logger } from "pino";
import type { Config } from "./config.js";
import { keepSigning } from "./log/keep-signing.js";
import { keepSweeping } from "./retention/keep-sweeping.js";
import { keepMoving } from "./migrations/keep-moving.js";
import { keepRepairing } from "./repair-runs/keep-repairing.js";
import { keepWatchingRamps } from "./ramps/keep-watching.js";
import type { JobTools } from "./job-tools.js";
import { openAuditTrail } from "./store/audit.js";
import type { Store } from "./store/store.js";

/** What looking after the store needs of the world. */
export type UpkeepTools = {
  readonly config: Pick<Config, "keys" | "logHeads">;
  readonly store: Store;
  readonly temporal: Client;
  readonly log: Logger;
  /** The test seam of {@link JobTools}. */
  readonly reached: JobTools["reached"];
};

/** Work beside the cases that goes on until stopped. */
export type Upkeep = { stop(): Promise<void> };

/** Time between two signatures over where the logs of cases end. */
const SIGN_EVERY_MS = 60_000;

/**
 * Erases what has been kept long enough, signs where logs end, moves cases that somebody has moved to another release, repairs
 * those that somebody has set going, and stops ramps that go wrong.
 */
export function startUpkeep({ config, store, temporal, log, reached }: UpkeepTools): Upkeep {
  const audit = openAuditTrail(store, randomUUID);
  const sweeping = keepSweeping({ store, temporal, now: Date.now, audit, log });
  const runs = { store, temporal, audit, log, now: Date.now, reached };
  const moving = keepMoving(runs, randomUUID());
  const repairing = keepRepairing(runs, randomUUID());
  const watching = keepWatchingRamps({ store, audit, log, now: Date.now });
  const { keys, logHeads: folder } = config;
  const signing = keepSigning({ store, keys, folder, log, everyMs: SIGN_EVERY_MS, now: Date.now });
  return {
    stop: async () => {
      await moving.stop();
      await repairing.stop();
      await sweeping.stop();
      await watching.stop();
      await signing.stop();
    },
  };
}
