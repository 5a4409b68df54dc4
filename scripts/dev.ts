// npm run dev: the whole instance from the sources. API and worker start anew when their code changes, the studio is
// built again when its code changes.
import { spawn } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { configOrExit } from "../engine/config.js";
import { reasonOf } from "../engine/servers/report.js";
import { startInstance } from "../engine/supervisor/instance.js";

/** Editors write a file in several steps, and several files at once. */
const SETTLE_MS = 200;

const WATCHED = ["engine", "workflows", "rules", "templates", "plugins"];

const config = configOrExit();
const ending = new AbortController();
const say = (line: string) => process.stdout.write(`${line}\n`);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    ending.abort();
  });

try {
  const instance = await startInstance({
    config,
    report: say,
    entries: {
      api: join(config.projectRoot, "engine/server.ts"),
      worker: join(config.projectRoot, "engine/worker.ts"),
    },
    signal: ending.signal,
  });
  buildStudio();
  say(`Casewright ready ${config.publicUrl}`);
  say(`Sign in as ${instance.signIn.email} ${instance.signIn.password ?? ""}`);
  onChange(() => {
    say("The code has changed; starting API and worker anew");
    void instance.restartPrograms();
  });
  await new Promise((resolve) => {
    ending.signal.addEventListener("abort", resolve);
  });
  await instance.stop();
  process.exit(0);
} catch (error) {
  if (!ending.signal.aborted) process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(ending.signal.aborted ? 0 : 1);
}

function onChange(react: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of WATCHED.map((name) => join(config.projectRoot, name)).filter(existsSync))
    watch(folder, { recursive: true, signal: ending.signal }, (_event, file) => {
      if (file?.endsWith(".test.ts")) return;
      clearTimeout(timer);
      timer = setTimeout(react, SETTLE_MS);
    });
}

function buildStudio(): void {
  const studio = join(config.projectRoot, "studio/vite.config.ts");
  if (!existsSync(studio)) return;
  const vite = join(config.projectRoot, "node_modules/vite/bin/vite.js");
  spawn(process.execPath, [vite, "build", "--watch", "--config", studio], {
    cwd: config.projectRoot,
    stdio: "inherit",
    signal: ending.signal,
  }).on("error", () => undefined);
}
