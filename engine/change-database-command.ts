import { randomUUID } from "node:crypto";
import type { Config } from "./config.js";
import { changeDatabase, databaseChanges, DatabaseTooNew } from "./store/change-database.js";
import { openForCommand } from "./store/open-for-command.js";
import { ourChanges } from "./store/ready-database.js";
import type { Store } from "./store/store.js";

/** What changing the database by hand needs. */
export type ChangeByHand = {
  readonly config: Pick<Config, "mongodbUri" | "keys" | "projectRoot">;
  /** `change` brings the database up to this version, `tell` leaves it as it is. */
  readonly what: "change" | "tell";
  readonly write: (text: string) => void;
};

/**
 * `casewright change-database`: brings the database up to this version, as every start does, and says which changes have been made.
 * @returns 0 nothing is to come, 1 something is, or a newer version has been here, 2 it could not look
 */
export async function changeDatabaseCommand({ config, what, write }: ChangeByHand) {
  const store = await openForCommand({ config, write });
  if (!store) return 2;
  const folder = ourChanges(config);
  try {
    if (what === "change") await changeDatabase(store, { holder: randomUUID(), folder });
    return await tell({ store, folder, write });
  } catch (error) {
    if (!(error instanceof DatabaseTooNew)) throw error;
    write(`${error.message}\n`);
    return 1;
  } finally {
    await store.close();
  }
}

type Telling = Pick<ChangeByHand, "write"> & { readonly store: Store; readonly folder: string };

async function tell({ store, folder, write }: Telling): Promise<number> {
  const changes = await databaseChanges(store, folder);
  for (const { name, madeAt } of changes) write(`${(madeAt ?? "to come").padEnd(24)}  ${name}\n`);
  return changes.some(({ madeAt }) => madeAt === null) ? 1 : 0;
}
