import { queryOptions } from "@tanstack/react-query";
import type { AlertChannels, AlertChannelsChange } from "../../engine/protocol/alert.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** Which channels each level of alert uses, and which can send at all. */
export const alertChannelsQuery = queryOptions({
  queryKey: keys.alertChannels,
  queryFn: ({ signal }) => call<AlertChannels>("/api/alert-channels", { signal }),
});

/** Switches channels by publishing a new release. @throws Problem `already_exists` when somebody published meanwhile */
export function changeAlertChannels(
  change: AlertChannelsChange,
): Promise<{ readonly number: number }> {
  return call("/api/alert-channels", { method: "PUT", body: change, idempotencyKey: newKey() });
}
