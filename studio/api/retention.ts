import { queryOptions } from "@tanstack/react-query";
import type { CaseHoldView, WorkflowRetention } from "../../engine/protocol/retention.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** How long cases are kept, and what erasing them would do now. */
export const retentionQuery = queryOptions({
  queryKey: keys.retention,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly WorkflowRetention[] }>("/api/retention", { signal })).items,
});

/** Agrees that cases of a workflow are erased after this time; null takes it back. @throws Problem */
export function changeRetention(change: { workflow: string; keep: string | null }) {
  const { workflow, keep } = change;
  return call<undefined>(`/api/retention/${encodeURIComponent(workflow)}`, {
    ...{ method: "PUT", body: { keep }, idempotencyKey: newKey() },
  });
}

/** The legal hold of a case; null when it is on none. */
export const holdQuery = (id: string) =>
  queryOptions({
    queryKey: keys.hold(id),
    queryFn: async ({ signal }) =>
      (await call<{ hold: CaseHoldView | null }>(holdPath(id), { signal })).hold,
  });

/** Puts a case on legal hold, or lifts that with a reason of null. @throws Problem */
export function changeHold(id: string, reason: string | null) {
  return call<undefined>(holdPath(id), {
    ...(reason === null ? { method: "DELETE" } : { method: "PUT", body: { reason } }),
    idempotencyKey: newKey(),
  });
}

function holdPath(id: string): string {
  return `/api/cases/${encodeURIComponent(id)}/hold`;
}
