import { queryOptions } from "@tanstack/react-query";
import type { Channel } from "../../engine/protocol/channel.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** A look changes at most a few times an hour, what was sent at any time. */
const AGAIN_MS = 30_000;

/** The channels with their last looks and what they sent. */
export const channelsQuery = queryOptions({
  queryKey: keys.channels,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly Channel[] }>("/api/channels", { signal })).items,
  refetchInterval: AGAIN_MS,
});
