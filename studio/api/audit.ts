import { queryOptions } from "@tanstack/react-query";
import type { AuditList } from "../../engine/protocol/audit.js";
import { call, withQuery } from "./http.js";
import { keys } from "./keys.js";

/** The latest entries of the audit trail about a case. */
export const seenQuery = (id: string) =>
  queryOptions({
    queryKey: keys.seen(id),
    queryFn: ({ signal }) =>
      call<AuditList>(withQuery("/api/audit", { subject: id, what: "read", limit: "100" }), {
        signal,
      }),
  });
