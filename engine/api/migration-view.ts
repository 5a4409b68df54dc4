import type { Migration } from "../protocol/migration.js";
import { migratedCounts, type MigrationDoc } from "../store/migrations.js";
import { releaseByNumber } from "../store/releases.js";
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
      ...{ id, from, to, reason, standing, wave, undoes },
      workflow: { id: workflow, name: await nameOf(store, workflow, to) },
      by: { id: by, name: people.find((user) => user._id === by)?.name ?? by },
      at: at.toISOString(),
      counts: await migratedCounts(store, id),
    })),
  );
}

/** What a workflow is called in the release that its cases go to. */
async function nameOf(store: Store, workflow: string, release: number): Promise<string> {
  const { body } = await releaseByNumber(store, release);
  return body.workflows.find(({ id }) => id === workflow)?.name ?? workflow;
}
