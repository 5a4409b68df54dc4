import { randomUUID } from "node:crypto";
import type { Client } from "@temporalio/client";
import type { Logger } from "pino";
import { keepSweeping } from "./retention/keep-sweeping.js";
import { openAuditTrail } from "./store/audit.js";
import type { Store } from "./store/store.js";

/** What looking after the store needs of the world. */
export type UpkeepTools = {
  readonly store: Store;
  readonly temporal: Client;
  readonly log: Logger;
};

/** Work beside the cases that goes on until stopped. */
export type Upkeep = { stop(): Promise<void> };

/** Erases what has been kept long enough. */
export function startUpkeep({ store, temporal, log }: UpkeepTools): Upkeep {
  const audit = openAuditTrail(store, randomUUID);
  const sweeping = keepSweeping({ store, temporal, now: Date.now, audit, log });
  return { stop: () => sweeping.stop() };
}
