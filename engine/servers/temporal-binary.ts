import { join } from "node:path";
import type { Config } from "../config.js";
import { type BinaryMaker, fromCache, fromSearchPath, intoCache } from "./binary-cache.js";
import { download } from "./download.js";
import { type BinaryCheck, findBinary, type Work } from "./find-binary.js";
import { reportEvery } from "./report.js";
import { runTool } from "./tool.js";

/** The release of Temporal's command line that holds server 1.29; also pinned in `temporal/go.mod`. */
const CLI_VERSION = "1.5.1";

/** Server series that our tests run on; older ones answer Updates otherwise. */
const OLDEST_SERVER = [1, 29] as const;

const CHECK_TIMEOUT_MS = 20_000;
/** Three to five minutes on two idle cores; a busy machine takes several times that. */
const BUILD_TIMEOUT_MS = 2_700_000;
const UNPACK_TIMEOUT_MS = 60_000;

/** Packages that a build goes through, for the progress line; it need not be exact. */
const PACKAGES_TO_BUILD = 1_450;

const advice =
  `Install the Temporal command line (temporal on PATH) or Go 1.21 or newer, or set TEMPORAL_ADDRESS to a server\n` +
  "that runs already.";

/**
 * The path of a `temporal` program that runs here, from PATH, the cache, Temporal's download or built by Go.
 * @throws ServerMissing with what to install
 */
export function findTemporal(config: Config, work: Work): Promise<string> {
  const path = join(config.cacheDir, `temporal-${CLI_VERSION}`);
  const sources = [
    fromSearchPath("temporal", config.searchPath),
    fromCache(path),
    intoCache(path, officialDownload()),
    intoCache(path, goBuild(config.projectRoot)),
  ];
  return findBinary({ server: "Temporal", sources, check, advice }, work);
}

const check: BinaryCheck = async (path) => {
  const result = await runTool({ command: path, args: ["--version"], timeoutMs: CHECK_TIMEOUT_MS });
  if (!result.ok) return { why: `it does not run here (${result.why})` };
  const [, version, major, minor] = /Server (([0-9]+)\.([0-9]+)\.[0-9]+)/.exec(result.output) ?? [];
  if (version === undefined) return { why: "it does not tell the version of its server" };
  const oldest = OLDEST_SERVER[0] * 1_000 + OLDEST_SERVER[1];
  if (Number(major) * 1_000 + Number(minor) < oldest)
    return { why: `server ${version} is older than ${OLDEST_SERVER.join(".")}` };
  return { version: `server ${version}` };
};

function officialDownload(): BinaryMaker {
  const platform = process.platform === "darwin" ? "darwin" : "linux";
  const arch = process.arch === "arm64" ? "arm64" : "amd64";
  const url = `https://temporal.download/cli/archive/v${CLI_VERSION}?platform=${platform}&arch=${arch}`;
  return {
    step: `downloading Temporal ${CLI_VERSION} from its makers`,
    make: async (scratch, work) => {
      const archive = await download(url, join(scratch, "temporal.tar.gz"), work);
      if ("why" in archive) return archive;
      const result = await runTool({
        command: "tar",
        args: ["-xzf", archive.path, "-C", scratch, "temporal"],
        timeoutMs: UNPACK_TIMEOUT_MS,
      });
      return result.ok ? { path: join(scratch, "temporal") } : { why: result.why };
    },
  };
}

/** From the pinned module in `engine/servers/temporal`; `go.sum` holds the hash of everything that is compiled. */
function goBuild(projectRoot: string): BinaryMaker {
  return {
    step: `building Temporal ${CLI_VERSION} with Go (3 to 5 minutes, once)`,
    make: (scratch, work) => build(join(projectRoot, "engine/servers/temporal"), scratch, work),
  };
}

async function build(module: string, scratch: string, { report, signal }: Work) {
  const path = join(scratch, "temporal");
  let packages = 0;
  const quiet = reportEvery(report, (seconds) => {
    const done = Math.min(99, Math.round((100 * packages) / PACKAGES_TO_BUILD));
    return `still building (${String(seconds)} s, about ${String(done)} % of the packages)`;
  });
  try {
    const result = await runTool({
      command: "go",
      args: [
        "build",
        "-v",
        "-buildvcs=false",
        "-o",
        path,
        "github.com/temporalio/cli/cmd/temporal",
      ],
      cwd: module,
      timeoutMs: BUILD_TIMEOUT_MS,
      signal,
      onLine: () => (packages += 1),
    });
    return result.ok ? { path } : { why: result.why };
  } finally {
    quiet();
  }
}
