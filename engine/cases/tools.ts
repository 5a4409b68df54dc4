import type { Client } from "@temporalio/client";
import type { Endpoint } from "../channels/contract.js";
import type { Store } from "../store/store.js";

/** What the gateway to cases is given of the world. */
export type CaseTools = {
  readonly store: Store;
  readonly temporal: Client;
  /** Task queue that cases run on. */
  readonly taskQueue: string;
  /** Every configured endpoint; the first that sends SMS serves cases that staff opens. */
  readonly endpoints: readonly Endpoint[];
  /** The time, epoch milliseconds. */
  readonly now: () => number;
  /** A fresh opaque id. */
  readonly newId: () => string;
};

/** Task queue of all cases. */
export const CASE_QUEUE = "cases";
