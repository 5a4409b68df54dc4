import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findProjectRoot } from "../../engine/config.js";

/** An instance of the whole product in processes of its own, started like `npm start`. */
export type TestInstance = {
  readonly child: ChildProcess;
  /** Everything it has said so far. */
  readonly said: () => string;
  /** Resolves once the text has been said since the last time it was waited for; throws when the process ends first. */
  readonly waitFor: (text: string) => Promise<void>;
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  /** The ids of its processes, by the name of their record. */
  readonly pidOf: (name: "mongod" | "temporal" | "api" | "worker") => number;
};

/** How to start an instance. */
export type TestInstanceStart = {
  /** PORT and DATA_DIR at least. */
  readonly env: Readonly<Record<string, string>>;
  /** `--api` and `--worker` for stand-ins. */
  readonly args?: readonly string[];
};

/** Starts `engine/main.ts` through tsx with exactly the given variables of ours. */
export function startTestInstance({ env, args = [] }: TestInstanceStart): TestInstance {
  const root = findProjectRoot();
  const { PATH, HOME, XDG_CACHE_HOME } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "engine/main.ts", ...args], {
    cwd: root,
    env: { PATH, HOME, ...(XDG_CACHE_HOME === undefined ? {} : { XDG_CACHE_HOME }), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let from = 0;
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const exited = new Promise<number | null>((resolve) => {
    child.once("close", resolve);
  });

  const waitFor = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        const at = said.indexOf(text, from);
        if (at < 0) return;
        from = at + text.length;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      void exited.then((code) => {
        reject(new Error(`Ended with code ${String(code)} before it said "${text}":\n${said}`));
      });
      look();
    });

  return {
    child,
    said: () => said,
    waitFor,
    exited,
    pidOf: (name) => {
      const path = join(env["DATA_DIR"] ?? "", "run", `${name}.json`);
      return (JSON.parse(readFileSync(path, "utf8")) as { pid: number }).pid;
    },
  };
}
