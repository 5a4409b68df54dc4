import type { Client } from "@temporalio/client";
import type { EffectTools } from "../effects/tools.js";

/** What giving cases to people is given of the world. */
export type AssignmentTools = {
  readonly effects: Pick<EffectTools, "store" | "log" | "now" | "reached">;
  readonly temporal: Client;
};
