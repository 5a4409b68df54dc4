import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { storeParts, testDatabaseUri } from "../../tests/support/servers.js";
import { findProjectRoot } from "../config.js";
import {
  changeDatabase,
  DATABASE_CHANGES,
  databaseChanges,
  DatabaseTooNew,
} from "./change-database.js";
import { openStore } from "./open-store.js";
import { ourChanges } from "./ready-database.js";
import type { Store } from "./store.js";

const ROWS = 40;
const ours = ourChanges({ projectRoot: findProjectRoot() });

const scratch = mkdtempSync(join(tmpdir(), "casewright-changes-"));
const uris: string[] = [];
const open: Store[] = [];
let uri: string;
let store: Store;
beforeEach(async () => {
  uri = testDatabaseUri(`change-${String(uris.length)}`);
  uris.push(uri);
  store = await openStore(uri, storeParts);
  open.push(store);
});
afterAll(async () => {
  for (const one of open) {
    await one.connection.dropDatabase();
    await one.close();
  }
  rmSync(scratch, { recursive: true });
});

/** A folder with one change that goes from row to row, and counts how often it was begun. */
function changing(afterEach: string): string {
  const folder = join(scratch, String(uris.length));
  mkdirSync(folder);
  writeFileSync(
    join(folder, "20260101000000-count.mjs"),
    `export async function up(db) {
  await db.collection("begun").insertOne({});
  for (let n = 1; ; n += 1) {
    const { modifiedCount } = await db.collection("rows").updateOne({ done: { $exists: false } }, { $set: { done: true }, $inc: { times: 1 } });
    if (modifiedCount === 0) return;
    ${afterEach}
  }
}`,
  );
  return folder;
}

async function fill(): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, n) => ({ n }));
  await store.connection.collection("rows").insertMany(rows);
}

const changed = () => store.connection.collection("rows").countDocuments({ done: true, times: 1 });
const begun = () => store.connection.collection("begun").countDocuments();

test("a database whose change is killed in the middle is whole after the next start", async () => {
  await fill();
  const folder = changing('if (process.env.DIES && n === 7) process.kill(process.pid, "SIGKILL");');
  const script = join(findProjectRoot(), "tests/support/change-database-once.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, uri, folder], {
    cwd: findProjectRoot(),
    env: { ...process.env, DIES: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");
  expect(await changed()).toBe(7);
  expect(await databaseChanges(store, folder)).toEqual([
    { name: "20260101000000-count", madeAt: null },
  ]);
  // The lease of the dead runs out by itself.
  expect(await changeDatabase(store, { holder: "next", folder })).toEqual(["20260101000000-count"]);
  expect([await changed(), await begun()]).toEqual([ROWS, 2]);
  expect(await changeDatabase(store, { holder: "next", folder })).toEqual([]);
});

test("of many that start at once one changes the database, and the others wait for it", async () => {
  await fill();
  const folder = changing("await new Promise((done) => setTimeout(done, 10));");
  const stores = await Promise.all(Array.from({ length: 5 }, () => openStore(uri, storeParts)));
  const ended = await Promise.all(
    stores.map(async (one, place) => {
      const made = await changeDatabase(one, { holder: String(place), folder });
      return [made.length, await changed()];
    }),
  );
  await Promise.all(stores.map((one) => one.close()));
  expect(ended.map(([made]) => made).toSorted()).toEqual([0, 0, 0, 0, 1]);
  expect(ended.map(([, rows]) => rows)).toEqual(Array.from({ length: 5 }, () => ROWS));
  expect(await begun()).toBe(1);
});

test("a program does not start on a database that a newer one has changed, and says which", async () => {
  await changeDatabase(store, { holder: "ours", folder: ours });
  const row = { fileName: "29991231000000-later.mjs", appliedAt: new Date() };
  await store.connection.collection(DATABASE_CHANGES).insertOne(row);
  const refused = changeDatabase(store, { holder: "ours", folder: ours });
  await expect(refused).rejects.toThrow(DatabaseTooNew);
  await expect(refused).rejects.toThrow("29991231000000-later");
});

test("calls of webhooks say whom they go to, those of before as those of now", async () => {
  const calls = store.connection.collection<{ _id: string; webhook?: string; to?: string }>(
    "webhook_calls",
  );
  await calls.insertMany([
    { _id: "a", webhook: "lab" },
    { _id: "b", to: "store" },
  ]);
  await changeDatabase(store, { holder: "ours", folder: ours });
  expect(await calls.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: "a", to: "lab" },
    { _id: "b", to: "store" },
  ]);
  const lines = await databaseChanges(store, ours);
  expect(lines.filter(({ madeAt }) => madeAt === null)).toEqual([]);
  expect(lines.map(({ name }) => name)).toContain("20261126200000-calls-say-whom-they-go-to");
});
