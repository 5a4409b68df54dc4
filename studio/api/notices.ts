import { queryOptions } from "@tanstack/react-query";
import type { NoticeList } from "../../engine/protocol/notice.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** Notices that are looked at; more than anybody reads at once. */
const SHOWN = 100;

/** Notices are asked for again this often, although live frames tell of every one. */
const AGAIN_MS = 60_000;

/** What the person has not read yet, the newest first. */
export const unreadNoticesQuery = queryOptions({
  queryKey: keys.noticeList("unread"),
  queryFn: ({ signal }) => list("&status=unread", signal),
  refetchInterval: AGAIN_MS,
});

/** What the person has been told lately, read or not, the newest first. */
export const noticesQuery = queryOptions({
  queryKey: keys.noticeList("all"),
  queryFn: ({ signal }) => list("", signal),
});

/** Marks notices as read; the answer tells how many are left. */
export function readNotices(ids: readonly string[]): Promise<{ readonly unread: number }> {
  return call("/api/notices/read", { method: "POST", body: { ids }, idempotencyKey: newKey() });
}

function list(filter: string, signal: AbortSignal): Promise<NoticeList> {
  return call<NoticeList>(`/api/notices?limit=${String(SHOWN)}${filter}`, { signal });
}
