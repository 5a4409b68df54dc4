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

/** Which alerts are listed: all, real ones only, or exercises only. */
export const ALERT_KINDS = ["all", "real", "drills"] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

const FILTERS: { readonly [Kind in AlertKind]: string } = {
  all: "",
  real: "?drill=false",
  drills: "?drill=true",
};

/** The last alerts of the person's teams, open or not, the newest first. */
export const alertsQuery = (kind: AlertKind) =>
  queryOptions({
    queryKey: keys.alertList(kind),
    queryFn: ({ signal }) => list(FILTERS[kind], signal),
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
