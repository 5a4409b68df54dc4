import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findProjectRoot } from "../config.js";
import { fromCache, fromSearchPath, intoCache } from "./binary-cache.js";
import { findBinary, ServerMissing, type Work } from "./find-binary.js";

let folder: string;
let lines: string[];
let work: Work;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "casewright-cache-"));
  lines = [];
  work = { report: (line) => lines.push(line), signal: new AbortController().signal };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const accepts = () => Promise.resolve({ version: "server 1" });

function program(name: string, text = "#!/bin/sh\n"): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}

test("processes that start at the same time make a program once, and all of them get it", async () => {
  const path = join(folder, "server-1");
  const counter = join(folder, "counter");
  const script = join(import.meta.dirname, "testdata/take-lock.ts");
  const makers = [1, 2, 3].map(() =>
    promisify(execFile)(process.execPath, ["--import", "tsx", script, path, counter], {
      cwd: findProjectRoot(),
    }),
  );
  const answers = (await Promise.all(makers)).map(({ stdout }) => stdout);
  expect(answers).toEqual([path, path, path]);
  expect(readFileSync(counter, "utf8")).toBe("made\n");
  expect(execFileSync(path, { encoding: "utf8" })).toBe("ready\n");
  expect(readdirSync(folder).sort()).toEqual(["counter", "server-1"]);
});

test("a lock left by a process that is gone does not stop the next one", async () => {
  const path = join(folder, "server-1");
  // The id is ours, but the process that wrote it started at another time: ids are reused in containers.
  writeFileSync(`${path}.lock`, `${String(process.pid)} an earlier life`);
  const source = intoCache(path, { step: "making it", make: () => made("made") });
  expect(await source.find(work)).toEqual({ path });
});

test("a failed making leaves nothing in the cache", async () => {
  const path = join(folder, "server-1");
  const make = (scratch: string) => {
    writeFileSync(join(scratch, "half"), "half a program");
    return Promise.resolve({ why: "the line broke" });
  };
  expect(await intoCache(path, { step: "fetching it", make }).find(work)).toEqual({
    why: "the line broke",
  });
  expect(readdirSync(folder)).toEqual([]);
});

test("the sources are tried in order, and each step says why it moved on", async () => {
  const path = join(folder, "server-1");
  const used = await findBinary(
    {
      server: "MongoDB",
      sources: [
        fromSearchPath("mongod", [folder]),
        fromCache(path),
        intoCache(path, { step: "fetching it", make: () => Promise.resolve({ why: "no line" }) }),
        intoCache(path, { step: "building it", make: () => made("built") }),
      ],
      check: accepts,
      advice: "",
    },
    work,
  );
  expect(used).toBe(path);
  expect(lines).toEqual([
    "MongoDB: mongod on PATH: there is none",
    "MongoDB: server-1 in the cache folder: there is none yet",
    "MongoDB: fetching it …",
    "MongoDB: fetching it: no line",
    "MongoDB: building it …",
    `MongoDB: using server 1 (${path})`,
  ]);
});

test("a program on PATH that is too old is passed over", async () => {
  const old = program("mongod");
  const cached = program("server-1");
  const used = await findBinary(
    {
      server: "MongoDB",
      sources: [fromSearchPath("mongod", ["/nowhere", folder]), fromCache(cached)],
      check: (path) => (path === old ? Promise.resolve({ why: "4.4 is older than 6" }) : accepts()),
      advice: "",
    },
    work,
  );
  expect(used).toBe(cached);
  expect(lines[0]).toBe("MongoDB: mongod on PATH: 4.4 is older than 6");
});

test("when nothing works the message lists every try and names what to install", async () => {
  const search = {
    server: "Temporal",
    sources: [fromSearchPath("temporal", [folder]), fromCache(join(folder, "temporal-1"))],
    check: accepts,
    advice: "Install Go 1.21.",
  };
  const failure: unknown = await findBinary(search, work).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ServerMissing);
  expect((failure as ServerMissing).message).toBe(
    "Temporal could not be found, fetched or built:\n" +
      "  - temporal on PATH: there is none\n" +
      "  - temporal-1 in the cache folder: there is none yet\n" +
      "Install Go 1.21.",
  );
});

test("a file on PATH that cannot be run is no program", async () => {
  writeFileSync(join(folder, "mongod"), "", { mode: 0o644 });
  expect(await fromSearchPath("mongod", [folder]).find(work)).toEqual({ why: "there is none" });
  expect(existsSync(join(folder, "mongod"))).toBe(true);
});

function made(name: string): Promise<{ path: string }> {
  return Promise.resolve({ path: program(name) });
}
