import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findProjectRoot } from "../../engine/config.js";
import { verifyLogs } from "../../engine/log/verify.js";
import { caseCollection } from "../../engine/store/cases.js";
import { DatabaseTooNew } from "../../engine/store/change-database.js";
import { ourChanges } from "../../engine/store/ready-database.js";
import { type Clinic, openClinic } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { act, openTicket, quiet, viewOf } from "../support/stage.js";

const CASES = 6;

/** What the next version might want: a member in every case, which the cases of this version keep writing meanwhile. */
const NEXT_VERSION = `export async function up(db) {
  const cases = db.collection("cases");
  for (let n = 0; n < 100 || (await cases.findOne({ weight: { $exists: false } })); n += 1) {
    await cases.updateOne({ weight: { $exists: false } }, { $set: { weight: 1 } });
    await cases.updateOne({}, { $inc: { touched: 1 } });
    await new Promise((done) => setTimeout(done, 20));
  }
}`;

const folder = mkdtempSync(join(tmpdir(), "casewright-next-version-"));
let clinic: Clinic;
beforeAll(async () => {
  cpSync(ourChanges({ projectRoot: findProjectRoot() }), folder, { recursive: true });
  writeFileSync(join(folder, "29990101000000-cases-have-a-weight.mjs"), NEXT_VERSION);
  clinic = await openClinic({
    mongodbUri: testDatabaseUri("changing"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(async () => {
  await clinic.close();
  rmSync(folder, { recursive: true });
});

test("cases go on under the version before while the next one changes what they are writing; only a start of the one before is refused", async () => {
  const ids: string[] = [];
  for (let n = 0; n < CASES; n += 1) ids.push(await openTicket(clinic));
  const changing = nextVersion();
  const exited = once(changing, "exit") as Promise<[number | null]>;
  const notes = new Map(ids.map((id) => [id, 0]));
  for (let n = 0; changing.exitCode === null; n += 1) {
    const id = ids[n % ids.length] ?? "";
    await act(clinic, id, "note", { text: `Written while it changes, ${String(n)}` });
    notes.set(id, (notes.get(id) ?? 0) + 1);
    await quiet(clinic, id);
  }
  expect((await exited)[0]).toBe(0);
  ids.push(await openTicket(clinic));

  for (const id of ids) {
    await quiet(clinic, id);
    const { state, parked } = await viewOf(clinic, id);
    const doc = await clinic.store.of(caseCollection).collection.findOne({ _id: id as never });
    const isNew = !notes.has(id);
    expect([id, parked, doc?.["turn"], doc?.["weight"]]).toEqual([
      ...[id, null, state.turn],
      ...[isNew ? undefined : 1],
    ]);
    expect(state.turn).toBe(2 + (notes.get(id) ?? 0));
  }
  expect((await verifyLogs(clinic.store, new Map())).tampered).toEqual([]);
  await expect(clinic.startWorker()).rejects.toThrow(DatabaseTooNew);
});

/** The start of a version that comes after this one, as far as the database is concerned. */
function nextVersion() {
  const script = join(findProjectRoot(), "tests/support/change-database-once.ts");
  const { mongodbUri = "" } = clinic.config;
  return spawn(process.execPath, ["--import", "tsx", script, mongodbUri, folder], {
    cwd: findProjectRoot(),
    stdio: ["ignore", "ignore", "inherit"],
  });
}
