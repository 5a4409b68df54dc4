import { queryOptions } from "@tanstack/react-query";
import type { MessageSetAside } from "../../engine/protocol/set-aside.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** A message fails for half a minute before it is set aside. */
const AGAIN_MS = 30_000;

/** What patients wrote and no case has: the oldest, and how many there are in all. */
export const setAsideQuery = queryOptions({
  queryKey: keys.setAside,
  queryFn: ({ signal }) =>
    call<{ items: readonly MessageSetAside[]; all: number }>("/api/inbox/set-aside", { signal }),
  refetchInterval: AGAIN_MS,
});

/** Has a message handed over again. @throws Problem */
export function retrySetAside(id: string) {
  return call<undefined>(`/api/inbox/set-aside/${encodeURIComponent(id)}/retry`, {
    ...{ method: "POST", idempotencyKey: newKey() },
  });
}
