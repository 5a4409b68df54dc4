import { queryOptions } from "@tanstack/react-query";
import type { Channel, FileCheck } from "../../engine/protocol/channel.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** A look changes at most a few times an hour, what was sent at any time. */
const AGAIN_MS = 30_000;

/** The channels with their last looks and what they sent, and what becomes of files. */
export const channelsQuery = queryOptions({
  queryKey: keys.channels,
  queryFn: ({ signal }) =>
    call<{ items: readonly Channel[]; files: FileCheck }>("/api/channels", { signal }),
  refetchInterval: AGAIN_MS,
});
