import type { Logger } from "pino";
import type { Cases } from "../cases/contract.js";
import type { Endpoint, Inbound } from "../channels/contract.js";
import type { Config } from "../config.js";
import type { Contributions } from "../definition/contributions.js";
import type { Release } from "../definition/release.js";
import type { AuditTrail } from "../store/audit.js";
import type { Store } from "../store/store.js";
import type { Callers } from "./auth/callers.js";
import type { AuthKeys } from "./auth/keys.js";
import type { Passwords } from "./auth/passwords.js";
import type { Tokens } from "./auth/tokens.js";
import type { Health } from "./health.js";
import type { Metrics } from "./metrics.js";

/** Everything routes may touch. Made once, in `server.ts` or in a test. */
export type World = {
  readonly config: Config;
  readonly store: Store;
  readonly cases: Cases;
  readonly endpoints: readonly Endpoint[];
  /** What plugins bring to rules. */
  readonly contributions: Contributions;
  /** Takes verified messages and receipts in for good. @throws CasewrightError unavailable */
  readonly accept: (
    endpoint: Endpoint,
    inbound: readonly Inbound[],
  ) => Promise<{ readonly accepted: number }>;
  /** The release new work runs under; at most half a second old. */
  readonly release: () => Promise<Release>;
  /** Says that a release was published here, so that this process follows it at once. */
  readonly published: () => void;
  readonly keys: AuthKeys;
  readonly tokens: Tokens;
  readonly passwords: Passwords;
  readonly callers: Callers;
  /** Who was shown whose data. */
  readonly audit: AuditTrail;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** 128 random bits, base64url. */
  readonly newId: () => string;
};
