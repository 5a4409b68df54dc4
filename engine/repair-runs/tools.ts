import type { Client } from "@temporalio/client";
import type { Logger } from "pino";
import type { EffectTools } from "../effects/tools.js";
import type { AuditTrail } from "../store/audit.js";
import type { Store } from "../store/store.js";

/** What repairing cases in runs needs of the world. */
export type RepairTools = {
  readonly store: Store;
  readonly temporal: Client;
  readonly audit: AuditTrail;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called at named places between two steps; does nothing in a running product. */
  readonly reached: EffectTools["reached"];
};
