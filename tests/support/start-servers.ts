import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleWorkflowCode, DefaultLogger } from "@temporalio/worker";
import type { TestProject } from "vitest/node";
import { findProjectRoot, loadConfig } from "../../engine/config.js";
import { FAILURE_CONVERTER_PATH } from "../../engine/privacy/data-converter.js";
import { tryLock } from "../../engine/servers/lock.js";
import { endLeftover } from "../../engine/servers/run-record.js";
import { startMongo } from "../../engine/servers/mongo.js";
import { startTemporal } from "../../engine/servers/temporal.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Without a database name; `testDatabaseUri` adds one. */
    mongodbUri: string;
    temporalAddress: string;
  }
}

const FOLDER_PREFIX = "casewright-test-";
const LOCK = ".lock";

/**
 * Starts one MongoDB and one Temporal for all tests that need servers, with their data in a temporary folder, and ends
 * them after the last test. Servers named in MONGODB_URI and TEMPORAL_ADDRESS are used instead.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearUpAfterKilledRuns();
  const dataDir = join(tmpdir(), `${FOLDER_PREFIX}${randomUUID().slice(0, 8)}`);
  // Before the folder, so that no other run takes the folder for an abandoned one.
  const lock = tryLock(`${dataDir}${LOCK}`);
  const { MONGODB_URI, TEMPORAL_ADDRESS, PATH, HOME, XDG_CACHE_HOME } = process.env;
  const config = loadConfig(
    { MONGODB_URI, TEMPORAL_ADDRESS, PATH, HOME, XDG_CACHE_HOME, DATA_DIR: dataDir },
    findProjectRoot(),
  );
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const [mongo, temporal] = await Promise.all([
    startMongo({ config, report }),
    startTemporal({ config, report, durable: "normal" }),
  ]);
  process.env["CASE_BUNDLE"] = await writeBundle(dataDir);
  project.provide("mongodbUri", mongo.address);
  project.provide("temporalAddress", temporal.address);

  return async () => {
    await Promise.all([mongo.stop(), temporal.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
    if (lock.taken) lock.release();
  };
}

/** Bundles the workflow code once for all test files. @returns the path, which `openClinic` reads from CASE_BUNDLE */
async function writeBundle(folder: string): Promise<string> {
  const path = join(folder, "workflow-bundle.js");
  const root = findProjectRoot();
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, "workflows/case/index.ts"),
    workflowInterceptorModules: [join(root, "workflows/case/trace.ts")],
    failureConverterPath: FAILURE_CONVERTER_PATH,
    logger: new DefaultLogger("WARN"),
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, code);
  return path;
}

/** A test run that was killed could not end its servers; its lock tells that it is gone. */
async function clearUpAfterKilledRuns(): Promise<void> {
  const locks = readdirSync(tmpdir()).filter(
    (name) => name.startsWith(FOLDER_PREFIX) && name.endsWith(LOCK),
  );
  for (const path of locks.map((name) => join(tmpdir(), name))) {
    const lock = tryLock(path);
    if (!lock.taken) continue;
    const dataDir = path.slice(0, -LOCK.length);
    await Promise.all(["mongod", "temporal"].map((name) => endLeftover(dataDir, name, dataDir)));
    rmSync(dataDir, { recursive: true, force: true });
    lock.release();
  }
}
