import { WorkflowNotFoundError } from "@temporalio/client";
import type { Undelivered } from "../../workflows/case/messages.js";
import { asUnavailable } from "../cases/failures.js";
import type { Endpoint, FindOutcome } from "../channels/contract.js";
import {
  hasTwin,
  lookAgain,
  noteReason,
  settleMessage,
  takeUnsettled,
} from "../store/unsettled.js";
import { type MessageDoc, joinReceipts } from "../store/messages.js";
import type { EffectTools } from "./tools.js";

/** Time a provider gets for the question. */
const ASK_TIMEOUT_MS = 10_000;

/** A provider that can be asked is, for so long from the beginning of the attempt. */
const ASKED_FOR_MS = 10 * 60_000;

/** Where nobody can be asked, a receipt has so long; by then no attempt can still be under way. */
const RECEIPT_MS = 30_000;

/** Questions come at twice the time since the attempt began, within these bounds. */
const [SOONEST_MS, LATEST_MS] = [5_000, 120_000];

/** Whoever takes a message and dies is followed by another after this time. */
const LEASE_MS = 60_000;

/** What is known of a message of which nobody can say what became of it, for its case and for staff. */
const NOT_FOUND = "not_found_at_provider";

/**
 * Looks into one message whose end nobody saw, or tells its case that one was not delivered after all. Nothing is ever sent
 * again by itself: what cannot be settled stays `unknown`, its case hears so, and staff decide.
 * @returns false when nothing is due
 */
export async function settleNext(tools: EffectTools): Promise<boolean> {
  const now = tools.now();
  const message = await takeUnsettled(tools.store, {
    now: new Date(now),
    until: new Date(now + LEASE_MS),
  });
  if (!message) return false;
  const again = await look(tools, message);
  await lookAgain(tools.store, message, again);
  return true;
}

/** @returns when to look again; null when there is nothing more to do */
async function look(tools: EffectTools, message: MessageDoc): Promise<Date | null> {
  if (message.state === "failed") await tell(tools, message, "undelivered");
  return message.state === "unknown" ? lookInto(tools, message) : null;
}

async function lookInto(tools: EffectTools, message: MessageDoc): Promise<Date | null> {
  const began = (message.attempts.at(-1)?.at ?? message.updatedAt).getTime();
  const endpoint = tools.endpoints.get(message.endpoint);
  const found = await ask(tools, message, endpoint);
  if (found?.status === "found") {
    await settle(tools, message, found);
    return null;
  }
  const now = tools.now();
  const lasts = began + (found === null ? RECEIPT_MS : ASKED_FOR_MS);
  if (now < lasts) {
    const pause = Math.min(Math.max(now - began, SOONEST_MS), LATEST_MS);
    return new Date(Math.min(now + pause, lasts));
  }
  if (found?.status === "absent") await noteReason(tools.store, message, NOT_FOUND);
  tools.log.warn({ messageId: message._id, endpoint: message.endpoint }, "end unknown");
  await tell(tools, message, found?.status === "absent" ? NOT_FOUND : "unknown");
  return null;
}

/** What the provider knows; null when it cannot be asked, or could not tell this message from another. */
async function ask(
  tools: EffectTools,
  message: MessageDoc,
  endpoint: Endpoint | undefined,
): Promise<FindOutcome | null> {
  const attempt = message.attempts.at(-1);
  if (!endpoint?.plugin.find || !attempt || (await hasTwin(tools.store, message))) return null;
  const { to, text } = message;
  const sent = { attemptId: attempt.id, to, text, at: attempt.at.getTime() };
  return endpoint.plugin.find(sent, endpoint.settings, { timeoutMs: ASK_TIMEOUT_MS });
}

async function settle(
  { store, log, now }: EffectTools,
  message: MessageDoc,
  found: Extract<FindOutcome, { status: "found" }>,
): Promise<void> {
  const { state, providerId = null, reason = null } = found;
  await settleMessage(store, message, { state, reason, providerId, at: new Date(now()) });
  log.info({ messageId: message._id, endpoint: message.endpoint, state }, "end found");
  await joinReceipts(store, message._id);
}

/**
 * Tells the case of a message that it did not arrive, or that nobody can say. The case hears of an attempt once; one that is
 * over needs to hear nothing.
 */
async function tell(tools: EffectTools, message: MessageDoc, why: string): Promise<void> {
  const { _id: effect, caseId, template, attempts } = message;
  if (caseId === "") return;
  const undelivered: Undelivered = { effect, attempt: attempts.length, why, template };
  try {
    await tools.cases.temporal.workflow.getHandle(caseId).signal("undelivered", undelivered);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw asUnavailable(error);
  }
  tools.reached("settle.after_tell");
}
