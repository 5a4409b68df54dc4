import { queryOptions } from "@tanstack/react-query";
import type { AwayTime, Profile, User } from "../../engine/protocol/session.js";
import type { Taker, Workload } from "../../engine/protocol/workload.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** It changes with every case, and live frames do not tell of it: it is asked for again this often. */
const AGAIN_MS = 60_000;

/** How much everybody has to do, and who could be given a case now. */
export const workloadQuery = queryOptions({
  queryKey: keys.workload,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly Workload[] }>("/api/workload", { signal })).items,
  staleTime: 10_000,
  refetchInterval: AGAIN_MS,
});

/** Whom a case could be given to, and what speaks for and against each. */
export const takersQuery = (caseId: string) =>
  queryOptions({
    queryKey: keys.takers(caseId),
    queryFn: async ({ signal }) => {
      const path = `/api/cases/${encodeURIComponent(caseId)}/takers`;
      return (await call<{ items: readonly Taker[] }>(path, { signal })).items;
    },
    refetchInterval: AGAIN_MS,
  });

/** The person who is signed in, as the server has them now. @param known what their sign-in said */
export const meQuery = (known: Profile) =>
  queryOptions({
    queryKey: keys.me(known.id),
    queryFn: ({ signal }) => call<Profile>("/api/auth/profile", { signal }),
    initialData: known,
    staleTime: AGAIN_MS,
  });

/** What is changed about the work of somebody; the rest stays. */
export type WorkChange = Partial<
  Pick<User, "roles" | "capacity" | "skills" | "hours" | "away" | "slack">
>;

/** Says what somebody can be given and when. @throws Problem with the wrong fields */
export function changeWork(id: string, change: WorkChange): Promise<User> {
  return call(`/api/users/${encodeURIComponent(id)}`, {
    method: "PATCH",
    body: change,
    idempotencyKey: newKey(),
  });
}

/** Says when the signed-in person is away; null for not. @throws Problem with the wrong fields */
export function changeMyAway(away: AwayTime | null): Promise<Profile> {
  return call("/api/auth/profile", { method: "PUT", body: { away }, idempotencyKey: newKey() });
}
