import { queryOptions } from "@tanstack/react-query";
import type { CaseRepair, ParkedCase } from "../../engine/protocol/case-repair.js";
import { call } from "./http.js";
import { keys } from "./keys.js";

/** The cases that stand still, of those that the person sees, and how many there are in all. */
export const stuckQuery = queryOptions({
  queryKey: keys.stuck,
  queryFn: ({ signal }) =>
    call<{ readonly items: readonly ParkedCase[]; readonly all: number }>("/api/parked", {
      signal,
    }),
});

/** What each way of repairing a case would do now. */
export const repairQuery = (id: string) =>
  queryOptions({
    queryKey: keys.repair(id),
    queryFn: ({ signal }) =>
      call<CaseRepair>(`/api/cases/${encodeURIComponent(id)}/repair`, { signal }),
    staleTime: 0,
  });
