import mongoose from "mongoose";
import { openKeyRing } from "../privacy/key-ring.js";
import { type DataKeys, wrappingKeysOf } from "../privacy/wrapping-key.js";
import { type Alarm, openSealer, setSealer } from "./sealing/sealer.js";
import { type Store, storeOn } from "./store.js";

/** Time after which a database that does not answer counts as down. */
const SELECTION_TIMEOUT_MS = 5_000;

/** What opens a store besides its address. */
export type StoreParts = {
  readonly keys: DataKeys;
  /** Told when what is stored cannot be read. */
  readonly alarm: Alarm;
};

/**
 * Connects to MongoDB with majority, journaled writes (rule of durability: no 2xx without them). Members that are
 * declared as sealed are sealed and opened on the way.
 * @throws when no primary answers within 5 s
 */
export async function openStore(uri: string, { keys, alarm }: StoreParts): Promise<Store> {
  const connection = await mongoose
    .createConnection(uri, {
      serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
      writeConcern: { w: "majority", journal: true },
      readConcern: { level: "majority" },
      retryWrites: true,
      sanitizeFilter: true,
      bufferCommands: false,
      maxPoolSize: 50,
    })
    .asPromise();
  const wrappingKeys = wrappingKeysOf(keys);
  const store = storeOn(connection, (models) =>
    openKeyRing({ store: models, wrappingKeys, now: Date.now }),
  );
  setSealer(connection, openSealer(store.keys, alarm));
  return store;
}
