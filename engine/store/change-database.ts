import { setTimeout as wait } from "node:timers/promises";
import { config, status, up } from "migrate-mongo";
import { keepLease, releaseLease, takeLease } from "./database-change-lease.js";
import type { Store } from "./store.js";

/** The collection in which it is written down which changes have been made. */
export const DATABASE_CHANGES = "database_changes";

const EXTENSION = ".mjs";

/** Time after which the lease of a process that does not renew it goes to another one. */
const LEASE_MS = 15_000;

/** Pause between two looks whether somebody else has finished. */
const LOOK_AGAIN_MS = 200;

/** A change of the database, and when it was made; null while it is to come. */
export type DatabaseChange = { readonly name: string; readonly madeAt: string | null };

/** The database is ahead of this program. */
export class DatabaseTooNew extends Error {
  constructor(names: readonly string[]) {
    super(
      `This database has been changed by a newer version of Casewright (${names.join(", ")}). Start that version, or restore a backup from before it.`,
    );
    this.name = "DatabaseTooNew";
  }
}

/** Who changes the database, and by what. */
export type Changing = {
  /** Of this process; no other has the same. */
  readonly holder: string;
  /** Plain modules, each with a function `up`, run in the order of their names. */
  readonly folder: string;
  /** Milliseconds after which the lease of one that has died goes to another one; 15 s when left out. */
  readonly leaseMs?: number;
};

/**
 * Brings the database up to this program. Of all processes that want to, one does it at a time, under a lease that runs out with a process
 * that dies; the others wait until it is done. What is running meanwhile goes on: a change leaves the database such that the version
 * before can work with it.
 * @returns the changes that this process has made
 * @throws DatabaseTooNew when a newer version has been here, and whatever a change throws, which is made again at the next start
 */
export async function changeDatabase(
  store: Store,
  { holder, folder, leaseMs = LEASE_MS }: Changing,
): Promise<readonly string[]> {
  const lease = { holder, leaseMs };
  const made: string[] = [];
  while ((await toCome(store, folder)).length > 0) {
    if (!(await takeLease(store, lease))) {
      await wait(LOOK_AGAIN_MS);
      continue;
    }
    const keeping = keepLease(store, lease);
    try {
      // Whoever had the lease before may have finished since we looked; `up` looks again.
      made.push(...(await up(...databaseOf(store, folder))).map(nameOf));
    } finally {
      await keeping.stop();
      await releaseLease(store, lease);
    }
  }
  return made;
}

/** Every change that this program knows, in order. @throws DatabaseTooNew as {@link changeDatabase} does */
export async function databaseChanges(
  store: Store,
  folder: string,
): Promise<readonly DatabaseChange[]> {
  const [db] = databaseOf(store, folder);
  const lines = await status(db);
  const known = new Set(lines.map(({ fileName }) => fileName));
  const rows = await store.connection.collection(DATABASE_CHANGES).find({}).toArray();
  const strange = rows.map(({ fileName }) => String(fileName)).filter((name) => !known.has(name));
  if (strange.length > 0) throw new DatabaseTooNew(strange.map(nameOf).toSorted());
  return lines.map(({ fileName, appliedAt }) => ({
    name: nameOf(fileName),
    madeAt: appliedAt === "PENDING" ? null : appliedAt,
  }));
}

async function toCome(store: Store, folder: string): Promise<readonly DatabaseChange[]> {
  return (await databaseChanges(store, folder)).filter(({ madeAt }) => madeAt === null);
}

/** The database for migrate-mongo, whose settings belong to the whole process; its own lock is not atomic and is not used. */
function databaseOf({ connection }: Store, migrationsDir: string) {
  config.set({
    migrationsDir,
    changelogCollectionName: DATABASE_CHANGES,
    migrationFileExtension: EXTENSION,
  });
  return [connection.db, connection.getClient()] as const;
}

function nameOf(file: string): string {
  return file.slice(0, -EXTENSION.length);
}
