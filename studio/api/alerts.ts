import { queryOptions } from "@tanstack/react-query";
import type { Acknowledged, Alert, AlertList } from "../../engine/protocol/alert.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** Alerts are asked for again this often, although live frames tell of every change: they must not depend on one way alone. */
const AGAIN_MS = 30_000;

/** Open alerts of the person's teams, the newest first. */
export const openAlertsQuery = queryOptions({
  queryKey: keys.openAlerts,
  queryFn: ({ signal }) => list("?status=open", signal),
  refetchInterval: AGAIN_MS,
});

/** The last alerts of the person's teams, open or not. */
export const alertsQuery = queryOptions({
  queryKey: keys.alerts,
  queryFn: ({ signal }) => list("", signal),
});

/** Takes note of an alert; the answer tells whether somebody was faster. */
export function acknowledge(id: string): Promise<Acknowledged> {
  return call(`/api/alerts/${encodeURIComponent(id)}/acknowledge`, {
    method: "POST",
    body: {},
    idempotencyKey: newKey(),
  });
}

async function list(query: string, signal: AbortSignal): Promise<readonly Alert[]> {
  return (await call<AlertList>(`/api/alerts${query}`, { signal })).items;
}
