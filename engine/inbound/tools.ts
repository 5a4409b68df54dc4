import type { EffectTools } from "../effects/tools.js";

/** What the drain is given of the world. */
export type InboundTools = {
  readonly effects: EffectTools;
  /** Name of this drain, unique among all that run. */
  readonly holder: string;
  readonly newId: () => string;
};
