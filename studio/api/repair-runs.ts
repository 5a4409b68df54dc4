import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  RepairedCases,
  RepairRun,
  RepairRunRequest,
  RepairRunStep,
} from "../../engine/protocol/repair-run.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** Pause between two looks: while a run goes on, and for those that somebody else may start. */
const LOOK_EVERY_MS = 1_000;
const LOOK_FOR_OTHERS_MS = 5_000;

const pathOf = (id: string) => `/api/repair-runs/${encodeURIComponent(id)}`;

/** Runs of repairs, the newest first; looked at again and again, because others start and stop them too. */
export const repairRunsQuery = queryOptions({
  queryKey: keys.repairRuns,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly RepairRun[] }>("/api/repair-runs", { signal })).items,
  refetchInterval: ({ state }) =>
    state.data?.some(({ standing }) => standing === "running") === true
      ? LOOK_EVERY_MS
      : LOOK_FOR_OTHERS_MS,
});

/** What has become of the cases of a run. @param decided how many are decided: asked for anew when more are */
export const repairedCasesQuery = (id: string, decided: number) =>
  queryOptions({
    queryKey: keys.repairedCases(id, decided),
    queryFn: async ({ signal }) =>
      (await call<RepairedCases>(`${pathOf(id)}/cases`, { signal })).items,
    placeholderData: keepPreviousData,
  });

/** Repairs several cases, once under a key. @throws Problem */
export function startRepairRun(body: RepairRunRequest, key: string): Promise<RepairRun> {
  return call("/api/repair-runs", { method: "POST", body, idempotencyKey: key });
}

/** Lets a run go on, or stops it. @throws Problem `not_now` */
export function stepRepairRun(id: string, step: RepairRunStep): Promise<RepairRun> {
  return call(`${pathOf(id)}/steps`, {
    ...{ method: "POST", body: { step }, idempotencyKey: newKey() },
  });
}
