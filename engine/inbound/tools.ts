import type { Logger } from "pino";
import type { Contributions } from "../definition/contributions.js";
import type { Release } from "../definition/release.js";
import type { EffectTools } from "../effects/tools.js";
import type { ScannerAddress } from "../scanner/clamd.js";
import type { Store } from "../store/store.js";

/** What taking messages in needs of the world. */
export type AcceptTools = {
  readonly store: Store;
  /** The release that new cases start under, or one that was so a moment ago. */
  readonly release: () => Promise<Release>;
  readonly contributions: Contributions;
  /** Who looks through files; absent when nobody does. */
  readonly scanner?: ScannerAddress;
  readonly log: Logger;
};

/** What the drain is given of the world. */
export type InboundTools = {
  readonly effects: EffectTools;
  /** Name of this drain, unique among all that run. */
  readonly holder: string;
  readonly newId: () => string;
};
