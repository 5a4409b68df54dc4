import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort, portIsFree } from "./port.js";
import { preparePort } from "./prepare-port.js";
import { endProcess, processIsAlive } from "./process-table.js";
import { readRunRecord, writeRunRecord } from "./run-record.js";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "casewright-run-"));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const sayUp = 'console.log("up")';

/** A process that waits; its command line holds `mark`. Resolves when its code says that it is up. */
async function waiting(mark: string, code = sayUp): Promise<number> {
  const script = `${code}; setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ["-e", script, mark]);
  await once(child.stdout, "data");
  return child.pid ?? 0;
}

const request = { name: "mongod", port: undefined, say: () => undefined };

test("a server left over from a crash is ended before the next one starts, on the same port", async () => {
  const mark = join(dataDir, "mongo");
  const [pid, port] = [await waiting(mark), await freePort()];
  writeRunRecord(dataDir, "mongod", { pid, port, started: "2026-01-01T00:00:00Z" });
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  expect(await preparePort({ ...request, dataDir, mark, say })).toBe(port);
  expect(processIsAlive(pid)).toBe(false);
  expect(said).toEqual([`ended process ${String(pid)}, left over from an earlier start`]);
});

test("a stranger that has got the id of our old server is left alone", async () => {
  const pid = await waiting("somebody else");
  writeRunRecord(dataDir, "mongod", { pid, port: 39_417, started: "2026-01-01T00:00:00Z" });
  await preparePort({ ...request, dataDir, mark: join(dataDir, "mongo") });
  expect(processIsAlive(pid)).toBe(true);
  await endProcess(pid, 0);
});

test("a port that another program has taken meanwhile is not used", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, "127.0.0.1", () => {
      resolve((other.address() as { port: number }).port);
    });
  });
  writeRunRecord(dataDir, "mongod", { pid: 0, port, started: "2026-01-01T00:00:00Z" });
  expect(await preparePort({ ...request, dataDir, mark: dataDir })).not.toBe(port);
  await expect(preparePort({ ...request, dataDir, mark: dataDir, port })).rejects.toThrow(
    `Port ${String(port)} is taken by another program`,
  );
  other.close();
});

test("a damaged record counts as none", () => {
  mkdirSync(join(dataDir, "run"));
  writeFileSync(join(dataDir, "run/mongod.json"), '{"pid": 12');
  expect(readRunRecord(dataDir, "mongod")).toBeUndefined();
});

test("a process that does not listen to SIGTERM is ended by force after the grace", async () => {
  const pid = await waiting("stubborn", `process.on("SIGTERM", () => {}); ${sayUp}`);
  const begin = performance.now();
  await endProcess(pid, 200);
  expect(processIsAlive(pid)).toBe(false);
  expect(performance.now() - begin).toBeGreaterThan(199);
});

test("a process that has ended has let go of its port", async () => {
  const large = "globalThis.kept = Buffer.alloc(4e8, 1)";
  for (const port of [await freePort(), await freePort(), await freePort()]) {
    const server = `require("net").createServer().listen(${String(port)}, "127.0.0.1", () => ${sayUp})`;
    const pid = await waiting("holds a port", `${large}; ${server}`);
    expect(await portIsFree(port)).toBe(false);
    process.kill(pid, "SIGKILL");
    while (processIsAlive(pid));
    expect(await portIsFree(port)).toBe(true);
  }
});

test("an id that stands for a group of processes is no process, and nobody is ended by it", async () => {
  for (const id of [0, -1, Number.NaN]) {
    expect(processIsAlive(id)).toBe(false);
    await endProcess(id, 0);
  }
});
