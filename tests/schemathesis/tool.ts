import { spawn, spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The release that is known to read our OpenAPI 3.1. */
const VERSION = "4.32.5";

/** What one run is asked. */
export type FuzzRun = {
  readonly url: string;
  readonly token: string;
  readonly seed: number;
  /** Made-up requests for each operation, besides its examples and its edges. */
  readonly examples: number;
  /** Whether every edge of every schema is asked, too. */
  readonly edges: "all" | "none";
  /** Paths left out, as regular expressions. */
  readonly without?: readonly string[];
  /** The only paths asked, as regular expressions; all when left out. */
  readonly only?: readonly string[];
};

/** How a run ended: 0 when nothing was found, and everything it said. */
export type FuzzReport = { readonly status: number | null; readonly said: string };

/** Schemathesis in a virtual environment of its own in the cache folder, installed on first use. @returns its path */
export function schemathesis(cacheDir: string): string {
  const home = join(cacheDir, `schemathesis-${VERSION}`);
  const program = join(home, "bin/schemathesis");
  if (existsSync(program)) return program;
  rmSync(home, { recursive: true, force: true });
  const steps = [
    ["python3", "-m", "venv", home],
    [join(home, "bin/python"), "-m", "pip", "install", "--quiet", `schemathesis==${VERSION}`],
  ] as const;
  for (const [program_, ...args] of steps) {
    const { status, stderr } = spawnSync(program_, args, { encoding: "utf8" });
    if (status === 0) continue;
    renameSync(home, `${home}.broken`);
    throw new Error(`schemathesis cannot be installed: ${stderr}`);
  }
  return program;
}

/** Asks every documented operation everything its schema allows, and much that it does not. */
export async function fuzz(program: string, run: FuzzRun): Promise<FuzzReport> {
  const args = [
    "run",
    `${run.url}/openapi.json`,
    `--header=Authorization: Bearer ${run.token}`,
    `--phases=${run.edges === "all" ? "examples,coverage,fuzzing" : "examples,fuzzing"}`,
    `--max-examples=${String(run.examples)}`,
    "--checks=not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
    `--seed=${String(run.seed)}`,
    "--continue-on-failure",
    "--no-color",
    ...(run.without ? [`--exclude-path-regex=${run.without.join("|")}`] : []),
    ...(run.only ? [`--include-path-regex=${run.only.join("|")}`] : []),
  ];
  const child = spawn(program, args, { cwd: tmpdir(), stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, said };
}
