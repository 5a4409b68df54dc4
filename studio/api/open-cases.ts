import type { ActionAnswer, CaseRequest, CaseRow } from "../../engine/protocol/case.js";
import { call } from "./http.js";
import { newKey } from "./new-key.js";
import { waitForNetwork } from "./outbox.js";
import { untilKnown } from "./persist.js";
import { withFiles } from "./with-files.js";

/** Claims the next case of a queue for the person. @throws Problem `queue_empty` when nobody waits */
export function takeNext(queue: string, onUnknown: () => void): Promise<ActionAnswer> {
  const key = newKey();
  const path = `/api/queues/${encodeURIComponent(queue)}/next`;
  return untilKnown(() => call<ActionAnswer>(path, { method: "POST", idempotencyKey: key }), {
    onUnknown,
    wait: waitForNetwork,
  });
}

/** A case to open, and the files that go along. */
export type NewCase = { readonly request: CaseRequest; readonly files: readonly File[] };

/** Opens a case. The key must stay the same while the person corrects nothing. @throws Problem with the wrong fields */
export function createCase(
  { request, files }: NewCase,
  { key, onUnknown }: { readonly key: string; readonly onUnknown: () => void },
): Promise<CaseRow> {
  const post = () =>
    call<CaseRow>("/api/cases", {
      method: "POST",
      idempotencyKey: key,
      ...withFiles("request", request, files),
    });
  return untilKnown(post, { onUnknown, wait: waitForNetwork });
}
