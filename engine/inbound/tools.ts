import type { CaseTools } from "../cases/tools.js";
import type { EffectTools } from "../effects/tools.js";

/** What the drain is given of the world. */
export type InboundTools = {
  readonly effects: EffectTools;
  readonly cases: Pick<CaseTools, "temporal" | "taskQueue" | "now">;
  /** Name of this drain, unique among all that run. */
  readonly holder: string;
  readonly newId: () => string;
};
