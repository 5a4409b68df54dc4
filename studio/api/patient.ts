import type { PublicForm, SubmissionAnswer, Tracking } from "../../engine/protocol/tracking.js";
import { callOpenly } from "./http.js";
import { newKey } from "./new-key.js";
import { waitForNetwork } from "./outbox.js";
import { untilKnown } from "./persist.js";
import { Problem } from "./problem.js";
import { withFiles } from "./with-files.js";

/** What the form of an endpoint asks for. @throws Problem `not_found` when there is no such form */
export function readForm(endpoint: string): Promise<PublicForm> {
  return callOpenly(`/api/public/forms/${encodeURIComponent(endpoint)}`);
}

/** A filled-in form. `submissionId` stays the same for every repeat, so that it becomes one case. */
export type Submission = { readonly submissionId: string } & Readonly<Record<string, unknown>>;

/** Sends a form, with its files, until its outcome is known. @throws Problem when something in it is wrong */
export function submitForm(
  endpoint: string,
  { submission, files }: { readonly submission: Submission; readonly files: readonly File[] },
  onUnknown: () => void,
): Promise<SubmissionAnswer> {
  const path = `/webhooks/form/${encodeURIComponent(endpoint)}`;
  const post = () =>
    callOpenly<SubmissionAnswer>(path, {
      method: "POST",
      idempotencyKey: submission.submissionId,
      ...withFiles("submission", submission, files),
    });
  return untilKnown(post, { onUnknown, wait: waitForNetwork });
}

const exchanges = new Map<string, Promise<unknown>>();

/**
 * Trades a one-time token for a tracking session, which the browser keeps as a cookie that scripts cannot read.
 * A token is traded once, however often the page asks. @throws Problem when it is used or too old
 */
export function openTracking(token: string): Promise<unknown> {
  const known = exchanges.get(token);
  if (known) return known;
  const exchange = callOpenly("/api/public/track/open", { method: "POST", body: { token } });
  exchanges.set(token, exchange);
  return exchange;
}

/** Asks for a fresh link by SMS to the phone of a ticket. The answer never tells whether there is such a ticket. */
export function requestLink(caseId: string): Promise<unknown> {
  return callOpenly("/api/public/track/link", { method: "POST", body: { case: caseId } });
}

/** The case of the tracking session. @throws Problem `unauthenticated` without one */
export function readTracking(): Promise<Tracking> {
  return callOpenly("/api/public/track");
}

/** Writes to the clinic from the tracking page. */
export function answerClinic(text: string): Promise<unknown> {
  const key = newKey();
  const post = () =>
    callOpenly("/api/public/track/messages", {
      method: "POST",
      body: { text },
      idempotencyKey: key,
    });
  return untilKnown(post, { onUnknown: () => undefined, wait: waitForNetwork });
}

/** True when a link or a session is over, so that only a new link helps. */
export function isExpired(error: unknown): boolean {
  return error instanceof Problem && [400, 401, 403, 404, 410, 422].includes(error.status);
}
