import { spawn } from "node:child_process";
import { childEnvironment } from "../config.js";

/** A program that is run to its end. */
export type ToolRun = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The whole run, after which the program is killed. */
  readonly timeoutMs: number;
  /** Kills the program early. */
  readonly signal?: AbortSignal;
  /** Kills a program that says nothing this long after its start: a download behind a silent firewall. */
  readonly firstOutputMs?: number;
  readonly onLine?: (line: string) => void;
};

/** How a tool ended; `output` holds what it said last. */
export type ToolResult =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly why: string; readonly output: string };

/** Enough to hold the message of a failure. */
const KEPT_OUTPUT_CHARACTERS = 8_000;

/** Runs a program to its end; a missing program, a failure and a time-out are results, not exceptions. */
export async function runTool(run: ToolRun): Promise<ToolResult> {
  const child = spawn(run.command, run.args, {
    cwd: run.cwd,
    env: childEnvironment(run.env ?? {}),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let killedBecause: string | undefined;
  const kill = (why: string) => {
    killedBecause = why;
    child.kill("SIGKILL");
  };
  const whole = setTimeout(kill, run.timeoutMs, `took longer than ${seconds(run.timeoutMs)}`);
  const silent =
    run.firstOutputMs === undefined
      ? undefined
      : setTimeout(kill, run.firstOutputMs, `no answer within ${seconds(run.firstOutputMs)}`);
  const hear = (chunk: Buffer) => {
    clearTimeout(silent);
    output = (output + chunk.toString()).slice(-KEPT_OUTPUT_CHARACTERS);
    for (const line of chunk.toString().split("\n")) if (line.trim() !== "") run.onLine?.(line);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);

  const abort = () => {
    kill("stopped");
  };
  run.signal?.addEventListener("abort", abort, { once: true });

  try {
    const end = await ended(child);
    if (killedBecause !== undefined) return { ok: false, why: killedBecause, output };
    if (end.code === 0) return { ok: true, output };
    return { ok: false, why: end.missing ?? lastLine(output, end.code), output };
  } finally {
    clearTimeout(whole);
    clearTimeout(silent);
    run.signal?.removeEventListener("abort", abort);
  }
}

type End = { code: number | null; missing?: string };

function ended(child: ReturnType<typeof spawn>): Promise<End> {
  return new Promise((resolve) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      const missing =
        error.code === "ENOENT" ? `there is no ${child.spawnfile} on PATH` : error.message;
      resolve({ code: null, missing });
    });
    child.once("close", (code) => {
      resolve({ code });
    });
  });
}

function lastLine(output: string, code: number | null): string {
  return output.trim().split("\n").at(-1)?.trim() || `it ended with code ${String(code)}`;
}

function seconds(milliseconds: number): string {
  return `${String(Math.round(milliseconds / 1_000))} s`;
}
