import { CasewrightError } from "../protocol/errors.js";
import { messageById } from "../store/message-lookups.js";
import type { MessageDoc } from "../store/messages.js";
import { turnOfRequest } from "../store/events.js";
import { isResendable } from "../store/follow-message.js";
import type { ActAnswer, ResendRequest } from "../../workflows/case/messages.js";
import type { ResendMessage } from "./contract.js";
import { readFailure } from "./failures.js";
import { settle } from "./settle.js";
import type { CaseTools } from "./tools.js";

/** Time one call to Temporal gets. */
const CALL_TIMEOUT_MS = 4_000;

/** Calls under the same id before the caller is told that the outcome is unknown. */
const CALLS = 3;

/**
 * Has a message of a case sent again: one of which nobody knows whether it arrived, or that failed. The case records who
 * wanted it; it goes out as one more attempt of the same message.
 * @throws CasewrightError not_found, message_not_resendable, case_closed, case_parked, behind, unavailable, outcome_unknown
 */
export async function resendMessage(
  tools: CaseTools,
  request: ResendMessage,
): Promise<{ readonly turn: number }> {
  const { caseId, requestId, actor } = request;
  const message = await messageOf(tools, request);
  const done = await turnOfRequest(tools.store, caseId, requestId);
  if (done !== null) return { turn: done };
  const { plugin } = tools.endpoints.find(({ name }) => name === message.endpoint) ?? {};
  if (!isResendable(message) || !plugin) throw new CasewrightError("message_not_resendable");
  const { turn } = await update(tools, caseId, {
    effect: message._id,
    channel: plugin.manifest.id,
    template: message.template,
    made: message.attempts.length,
    actor,
    requestId,
  });
  await settle(tools.store, caseId, turn);
  return { turn };
}

async function messageOf(
  { store }: CaseTools,
  { caseId, message }: ResendMessage,
): Promise<MessageDoc> {
  const found = await messageById(store, message);
  if (found?.caseId !== caseId) throw new CasewrightError("not_found");
  return found;
}

async function update(
  { temporal }: CaseTools,
  caseId: string,
  asked: ResendRequest,
): Promise<ActAnswer> {
  const handle = temporal.workflow.getHandle(caseId);
  for (let call = 1; ; call += 1) {
    try {
      return await temporal.withDeadline(Date.now() + CALL_TIMEOUT_MS, () =>
        handle.executeUpdate<ActAnswer, [ResendRequest]>("resend", {
          args: [asked],
          updateId: asked.requestId,
        }),
      );
    } catch (error) {
      const failure = readFailure(error);
      if (failure.kind === "retry" && call < CALLS) continue;
      throw errorFor(failure);
    }
  }
}

function errorFor(failure: ReturnType<typeof readFailure>): unknown {
  switch (failure.kind) {
    case "changed":
    case "not_allowed":
      return new CasewrightError("message_not_resendable");
    case "closed":
    case "gone":
      return new CasewrightError("case_closed");
    case "retry":
    // Of a move alone.
    case "under_way":
      return new CasewrightError("outcome_unknown", { retryAfter: 1 });
    case "error":
      return failure.error;
  }
}
