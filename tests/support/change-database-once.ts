import { changeDatabase } from "../../engine/store/change-database.js";
import { openStore } from "../../engine/store/open-store.js";
import { storeParts } from "./servers.js";

/** A process of its own that changes a database and ends: `change-database-once <database> <folder>`. */
const [, , uri = "", folder = ""] = process.argv;
const store = await openStore(uri, storeParts);
await changeDatabase(store, { holder: `process ${String(process.pid)}`, folder, leaseMs: 2_000 });
await store.close();
