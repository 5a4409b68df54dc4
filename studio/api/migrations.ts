import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  Migration,
  MigrationPlan,
  MigrationPlanRequest,
  MigrationRequest,
  MigrationStep,
} from "../../engine/protocol/migration.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** Pause between two looks at migrations that go on. */
const LOOK_EVERY_MS = 1_000;

/** Migrations, the newest first; looked at again while one of them goes on. */
export const migrationsQuery = queryOptions({
  queryKey: keys.migrations,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly Migration[] }>("/api/migrations", { signal })).items,
  refetchInterval: ({ state }) =>
    state.data?.some(({ standing }) => standing === "listing" || standing === "moving") === true
      ? LOOK_EVERY_MS
      : false,
});

/** What moving cases would do. */
export const migrationPlanQuery = (asked: MigrationPlanRequest) =>
  queryOptions({
    queryKey: keys.migrationPlan(asked),
    queryFn: ({ signal }) =>
      call<MigrationPlan>("/api/migrations/plan", { method: "POST", body: asked, signal }),
    // What is shown stays while another mapping is thought through.
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** One release, whole. */
export const releaseBodyQuery = (number: number) =>
  queryOptions({
    queryKey: keys.releaseBody(number),
    queryFn: async ({ signal }) =>
      (await call<{ body: ReleaseBody }>(`/api/releases/${String(number)}`, { signal })).body,
    staleTime: Infinity,
  });

/** Moves cases. @throws Problem `invalid_input`, `already_exists` */
export function startMigration(body: MigrationRequest): Promise<Migration> {
  return call("/api/migrations", { method: "POST", body, idempotencyKey: newKey() });
}

/** Lets a migration go on, rest, or end. @throws Problem `not_now` */
export function stepMigration(id: string, step: MigrationStep): Promise<Migration> {
  return call(`/api/migrations/${encodeURIComponent(id)}/steps`, {
    ...{ method: "POST", body: { step }, idempotencyKey: newKey() },
  });
}
