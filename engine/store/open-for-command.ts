import type { DataKeys } from "../privacy/wrapping-key.js";
import { openStore } from "./open-store.js";
import type { Store } from "./store.js";

/** What a command of the command line needs to look into the database. */
export type ForCommand = {
  readonly config: { readonly mongodbUri: string | undefined; readonly keys: DataKeys };
  readonly write: (text: string) => void;
};

/** Opens the database for a command. @returns null when it is not named or does not answer, which has been said then */
export async function openForCommand({ config, write }: ForCommand): Promise<Store | null> {
  if (config.mongodbUri === undefined) {
    write("Name the database in MONGODB_URI.\n");
    return null;
  }
  const parts = { keys: config.keys, alarm: () => undefined };
  const store = await openStore(config.mongodbUri, parts).catch(() => null);
  if (!store) write("The database does not answer.\n");
  return store;
}
