import type { Json } from "../definition/names.js";
import type { WebhookFailure } from "../interpreter/effect.js";
import { callCollection } from "./outside-calls.js";

/** How a call of another system ended, for ever. */
export type WebhookEnd =
  | {
      readonly status: "answered";
      readonly code: number;
      readonly answer: { readonly [field: string]: Json };
    }
  | { readonly status: "failed"; readonly why: WebhookFailure; readonly code: number | null };

/** Calls of other systems. */
export const webhookCallCollection = callCollection<WebhookEnd>("webhook_calls");
