import { queryOptions } from "@tanstack/react-query";
import type { RampRequest, RampStep, RampView } from "../../engine/protocol/ramp.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** Pause between two looks at a ramp that is in force: its rule is looked at once a minute. */
const LOOK_EVERY_MS = 30_000;

/** Ramps, the newest first; looked at again while one of them is in force. */
export const rampsQuery = queryOptions({
  queryKey: keys.ramps,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly RampView[] }>("/api/ramps", { signal })).items,
  refetchInterval: ({ state }) =>
    state.data?.some(({ inForce }) => inForce) === true ? LOOK_EVERY_MS : false,
});

/** Ramps the newest release. @throws Problem `invalid_input`, `already_exists` */
export function startRamp(body: RampRequest): Promise<RampView> {
  return call("/api/ramps", { method: "POST", body, idempotencyKey: newKey() });
}

/** Widens, finishes or takes back a ramp. @throws Problem `not_now`, `invalid_input` */
export function stepRamp(id: string, body: RampStep): Promise<RampView> {
  return call(`/api/ramps/${encodeURIComponent(id)}/steps`, {
    ...{ method: "POST", body, idempotencyKey: newKey() },
  });
}
