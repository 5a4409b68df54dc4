import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestInstance, type TestInstance } from "../../tests/support/instance.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { freePort } from "../servers/port.js";
import { endProcess, processIsAlive } from "../servers/process-table.js";
import { readRunRecord } from "../servers/run-record.js";

const testdata = join(import.meta.dirname, "testdata");
const standIns = ["--api", join(testdata, "api.mjs"), "--worker", join(testdata, "worker.mjs")];
const parts = ["mongod", "temporal", "api", "worker"] as const;

let folders: string[];
let started: { instance: TestInstance; dataDir: string }[];

beforeEach(() => {
  folders = [];
  started = [];
});

afterEach(async () => {
  for (const { instance, dataDir } of started) {
    instance.child.kill("SIGKILL");
    await instance.exited;
    for (const name of parts) {
      const pid = readRunRecord(dataDir, name)?.pid;
      if (pid !== undefined) await endProcess(pid, 0);
    }
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "casewright-instance-"));
  folders.push(folder);
  return folder;
}

function start(
  port: number,
  dataDir: string,
  args = standIns,
  servers: Readonly<Record<string, string>> = {},
): TestInstance {
  const env = { PORT: String(port), DATA_DIR: dataDir, ...servers };
  const instance = startTestInstance({ env, args });
  started.push({ instance, dataDir });
  return instance;
}

type Answer = { pid: number; MONGODB_URI: string; TEMPORAL_ADDRESS: string };

async function ask(port: number): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/`);
  return (await response.json()) as Answer;
}

async function withNotes<T>(
  { MONGODB_URI }: Answer,
  use: (notes: mongoose.mongo.Collection) => Promise<T>,
): Promise<T> {
  const client = await new mongoose.mongo.MongoClient(MONGODB_URI).connect();
  try {
    return await use(client.db().collection("notes"));
  } finally {
    await client.close();
  }
}

test("one command says where the desk is and how to sign in, and Ctrl-C ends everything in order", async () => {
  const port = await freePort();
  const dataDir = newFolder();
  const instance = start(port, dataDir);
  await instance.waitFor(`\nCasewright ready http://127.0.0.1:${String(port)}\n`);
  await instance.waitFor(
    `/login as admin@clinic.example with the password made-up (shown only this once)\n`,
  );
  const pids = parts.map(instance.pidOf);
  expect(pids.every(processIsAlive)).toBe(true);

  instance.child.kill("SIGINT");
  expect(await instance.exited).toBe(0);
  expect(pids.filter(processIsAlive)).toEqual([]);
  const alive = readFileSync(join(dataDir, "alive-at-worker-end"), "utf8");
  expect(alive).toBe("temporal mongod");
});

test("a part that dies is started again, at the same address and with its data", async () => {
  const port = await freePort();
  const dataDir = newFolder();
  const instance = start(port, dataDir);
  await instance.waitFor("Casewright ready");
  const before = await ask(port);
  await withNotes(before, (notes) => notes.insertOne({ text: "kept" }));

  for (const name of parts) {
    const pid = instance.pidOf(name);
    process.kill(pid, "SIGKILL");
    await instance.waitFor("ended by itself (signal SIGKILL); starting it again in 0.2 s");
    await instance.waitFor("runs again");
    expect(instance.pidOf(name)).not.toBe(pid);
  }
  const after = await ask(port);
  expect({ ...after, pid: 0 }).toEqual({ ...before, pid: 0 });
  expect(await withNotes(after, (notes) => notes.countDocuments())).toBe(1);
});

test("killing the supervisor leaves nothing that blocks the next start, which goes on where it was", async () => {
  const port = await freePort();
  const dataDir = newFolder();
  const first = start(port, dataDir);
  await first.waitFor("Casewright ready");
  const before = await ask(port);
  await withNotes(before, (notes) => notes.insertOne({ text: "kept" }));
  const left = parts.map(first.pidOf);
  first.child.kill("SIGKILL");
  await first.exited;

  const second = start(port, dataDir);
  await second.waitFor("Casewright ready");
  const after = await ask(port);
  expect(left.filter(processIsAlive)).toEqual([]);
  expect({ ...after, pid: 0 }).toEqual({ ...before, pid: 0 });
  expect(await withNotes(after, (notes) => notes.countDocuments())).toBe(1);
});

test("two instances with other ports and folders run side by side", async () => {
  const [one, two] = [await freePort(), await freePort(undefined)];
  const instances = [start(one, newFolder()), start(two, newFolder())];
  await Promise.all(instances.map((instance) => instance.waitFor("Casewright ready")));
  const answers = [await ask(one), await ask(two)];
  expect(new Set(answers.map((answer) => answer.MONGODB_URI)).size).toBe(2);
  expect(new Set(answers.map((answer) => answer.TEMPORAL_ADDRESS)).size).toBe(2);

  started[0]?.instance.child.kill("SIGTERM");
  expect(await started[0]?.instance.exited).toBe(0);
  expect((await ask(two)).pid).toBe(answers[1]?.pid);
});

test("servers of others are used and left alone", async () => {
  const port = await freePort();
  const [MONGODB_URI, TEMPORAL_ADDRESS] = [testDatabaseUri("foreign"), testTemporalAddress()];
  const instance = start(port, newFolder(), standIns, { MONGODB_URI, TEMPORAL_ADDRESS });
  await instance.waitFor("Casewright ready");
  const used = await ask(port);
  expect(used).toMatchObject({ MONGODB_URI, TEMPORAL_ADDRESS });
  instance.child.kill("SIGINT");
  expect(await instance.exited).toBe(0);
  expect(await withNotes(used, (notes) => notes.countDocuments())).toBe(0);
});

test("a second start with the same folder is refused and harms nothing", async () => {
  const dataDir = newFolder();
  const port = await freePort();
  const first = start(port, dataDir);
  await first.waitFor("Casewright ready");
  const pid = first.child.pid;

  const second = startTestInstance({
    env: { PORT: String(await freePort()), DATA_DIR: dataDir },
    args: standIns,
  });
  expect(await second.exited).toBe(1);
  expect(second.said()).toContain(`already runs with DATA_DIR ${dataDir} (process ${String(pid)})`);
  expect((await ask(port)).pid).toBe(first.pidOf("api"));
});

test("a port that another program has is named before anything is started", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, "127.0.0.1", () => {
      resolve((other.address() as { port: number }).port);
    });
  });
  const instance = start(port, newFolder());
  expect(await instance.exited).toBe(1);
  expect(instance.said()).toContain(`Port ${String(port)} is taken by another program; set PORT`);
  expect(instance.said()).not.toContain("MongoDB");
  other.close();
});

test("a program that cannot start ends the instance and shows its last words", async () => {
  const dataDir = newFolder();
  const broken = ["--api", join(testdata, "broken.mjs"), "--worker", join(testdata, "worker.mjs")];
  const instance = start(await freePort(), dataDir, broken);
  expect(await instance.exited).toBe(1);
  expect(instance.said()).toContain("exit code 3");
  expect(instance.said()).toContain("the release of the database is newer than this program");
  expect(parts.slice(0, 2).map(instance.pidOf).filter(processIsAlive)).toEqual([]);
});

test("Ctrl-C before it is ready ends what has been started", async () => {
  const instance = start(await freePort(), newFolder());
  await instance.waitFor("MongoDB: using");
  instance.child.kill("SIGINT");
  expect(await instance.exited).toBe(0);
  const { dataDir } = started[0] ?? { dataDir: "" };
  const pids = parts.map((name) => readRunRecord(dataDir, name)?.pid ?? 0);
  expect(pids.filter((pid) => pid > 0 && processIsAlive(pid))).toEqual([]);
});

test("a wrong variable stops the start with exit code 1 and is named", async () => {
  const instance = startTestInstance({ env: { PORT: "80a", DATA_DIR: newFolder() } });
  expect(await instance.exited).toBe(1);
  expect(instance.said()).toContain('PORT is "80a": expected a whole number from 1 to 65535');
});
