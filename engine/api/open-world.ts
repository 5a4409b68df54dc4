import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { Cases } from "../cases/contract.js";
import type { Endpoint } from "../channels/contract.js";
import type { Config } from "../config.js";
import { type Contributions, NOTHING_CONTRIBUTED } from "../definition/contributions.js";
import { acceptInbound } from "../inbound/accept.js";
import { openAuditTrail } from "../store/audit.js";
import { currentRelease } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { openCallers } from "./auth/callers.js";
import { authKeys } from "./auth/keys.js";
import { openPasswords } from "./auth/passwords.js";
import { openTokens } from "./auth/tokens.js";
import { openHealth } from "./health.js";
import { openMetrics } from "./metrics.js";
import { remembered } from "./remembered.js";
import type { World } from "./world.js";

/** What the API is given from outside. */
export type WorldParts = {
  readonly config: Config;
  readonly store: Store;
  readonly cases: Cases;
  readonly endpoints: readonly Endpoint[];
  /** Nothing when left out. */
  readonly contributions?: Contributions;
  /** Asks Temporal anything cheap. */
  readonly askEngine: () => Promise<unknown>;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** Longest time a process goes on under a release after the next one is published. */
const RELEASE_KNOWN_MS = 500;

/** Puts together everything routes may touch. */
export async function openWorld(parts: WorldParts): Promise<World> {
  const { config, store, cases, endpoints, askEngine, log, now } = parts;
  const keys = authKeys(config.keys.jwtSecret);
  const tokens = openTokens(keys);
  const releases = remembered(RELEASE_KNOWN_MS, now, () => currentRelease(store));
  const release = () => releases.get("current");
  const organisation = async () => (await release()).body.organisation;
  const contributions = parts.contributions ?? NOTHING_CONTRIBUTED;
  const scanning = config.scanner === undefined ? {} : { scanner: config.scanner };
  return {
    config,
    store,
    cases,
    endpoints,
    contributions,
    accept: (endpoint, inbound) =>
      acceptInbound(
        { store, release, contributions, log, ...scanning },
        endpoint,
        inbound,
        new Date(now()),
      ),
    release,
    published: () => {
      releases.forget("current");
    },
    keys,
    tokens,
    passwords: await openPasswords(),
    callers: openCallers({ store, tokens, organisation, now }),
    audit: openAuditTrail(store, newId),
    health: openHealth({ store, processId: newId(), now, askEngine }),
    metrics: openMetrics(),
    log,
    now,
    newId,
  };
}

/** 128 random bits, base64url. */
export function newId(): string {
  return randomBytes(16).toString("base64url");
}
