import type { Migration } from "../protocol/migration.js";
import { migratedCounts, type MigrationDoc } from "../store/migrations.js";
import type { Store } from "../store/store.js";
import { usersByIds } from "../store/users.js";

/** Migrations as the API shows them. */
export async function migrationViews(
  store: Store,
  docs: readonly MigrationDoc[],
): Promise<Migration[]> {
  const people = await usersByIds(store, [...new Set(docs.map(({ by }) => by))]);
  return Promise.all(
    docs.map(async ({ _id: id, workflow, from, to, by, reason, at, standing, wave, undoes }) => ({
      ...{ id, workflow, from, to, reason, standing, wave, undoes },
      by: { id: by, name: people.find((user) => user._id === by)?.name ?? by },
      at: at.toISOString(),
      counts: await migratedCounts(store, id),
    })),
  );
}
