import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findProjectRoot, loadConfig } from "../../engine/config.js";
import { startMongo } from "../../engine/servers/mongo.js";
import { startTemporal } from "../../engine/servers/temporal.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Without a database name; `testDatabaseUri` adds one. */
    mongodbUri: string;
    temporalAddress: string;
  }
}

/**
 * Starts one MongoDB and one Temporal for all tests that need servers, with their data in a temporary folder, and ends
 * them after the last test. Servers named in MONGODB_URI and TEMPORAL_ADDRESS are used instead.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "casewright-test-"));
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
  project.provide("mongodbUri", mongo.address);
  project.provide("temporalAddress", temporal.address);

  return async () => {
    await Promise.all([mongo.stop(), temporal.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  };
}
