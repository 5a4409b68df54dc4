import type { Logger } from "pino";
import type { Endpoint } from "../channels/contract.js";
import type { CaseTools } from "../cases/tools.js";
import type { WebhookAccess } from "../config/webhooks.js";
import type { Contributions } from "../definition/contributions.js";
import type { ScannerAddress } from "../scanner/clamd.js";
import type { Store } from "../store/store.js";

/** What effects are given of the world. */
export type EffectTools = {
  readonly store: Store;
  /** Where cases run, to open others and to tell them something. */
  readonly cases: Pick<CaseTools, "temporal" | "taskQueue" | "now">;
  /** Every configured endpoint, by its public name. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** What plugins bring to rules and workflows. */
  readonly contributions: Contributions;
  /** Which systems may be called, and what calls are signed with. */
  readonly webhooks: WebhookAccess;
  /** Who looks through files that come in; absent when nobody does. */
  readonly scanner?: ScannerAddress;
  /** Address that links in messages start with, without a slash at the end. */
  readonly publicUrl: string;
  readonly log: Logger;
  /** The time, epoch milliseconds. */
  readonly now: () => number;
  /**
   * Called at named places between two steps, so that a test can end the process exactly there. Does nothing in a
   * running product.
   */
  readonly reached: (place: EffectPlace) => void;
};

/** Places at which dying must lose and double nothing. */
export type EffectPlace =
  | "commit.before"
  | "commit.after"
  | "decide.after_asking"
  | "decide.after_record"
  | "ledger.after"
  | "call.after_write"
  | "assign.after_give"
  | "assign.after_tell"
  | "start.after_bind"
  | "start.after_start"
  | "tell.after"
  | "webhook.after_claim"
  | "webhook.after_http"
  | "webhook.after_record"
  | "plugin.after_claim"
  | "plugin.after_perform"
  | "plugin.after_record"
  | "inbox.after_bind"
  | "send.before_claim"
  | "send.after_claim"
  | "send.after_http"
  | "send.after_record"
  | "settle.after_tell"
  | "move.after_list"
  | "move.mid"
  | "move.after_audit"
  | "repair.after_begin"
  | "repair.mid"
  | "repair.after_audit";
