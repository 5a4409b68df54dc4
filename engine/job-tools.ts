import type { Logger } from "pino";
import type { Client } from "@temporalio/client";
import type { EffectTools } from "./effects/tools.js";
import type { AuditTrail } from "./store/audit.js";
import type { Store } from "./store/store.js";

/** What a job over many cases, done by a worker under a lease, needs of the world. */
export type JobTools = {
  readonly store: Store;
  readonly temporal: Client;
  readonly audit: AuditTrail;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called at named places between two steps; does nothing in a running product. */
  readonly reached: EffectTools["reached"];
};
