import { CasewrightError } from "../protocol/errors.js";
import { messageById } from "../store/message-lookups.js";
import type { MessageDoc } from "../store/messages.js";
import { turnOfRequest } from "../store/events.js";
import { isResendable } from "../store/follow-message.js";
import type { ActAnswer, ResendRequest } from "../../workflows/case/messages.js";
import type { ResendMessage } from "./contract.js";
import { settle } from "./settle.js";
import type { CaseTools } from "./tools.js";
import { updateCase, UpdateRefused } from "./update-case.js";

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
  const { requestId: updateId } = asked;
  try {
    return await updateCase(temporal, { caseId, name: "resend", asked, updateId });
  } catch (error) {
    throw error instanceof UpdateRefused ? new CasewrightError("message_not_resendable") : error;
  }
}
