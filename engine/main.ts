import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Config } from "./config.js";
import { reasonOf } from "./servers/report.js";
import { startConfigOrExit } from "./start-config.js";
import { type Instance, startInstance } from "./supervisor/instance.js";

const config = await startConfigOrExit();
const entries = entriesFromArguments();
const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    ending.abort();
  });
// Nobody reads our lines any more; that is no reason to leave servers without a supervisor.
process.stdout.on("error", () => undefined);

try {
  say(`Casewright keeps its data and logs in ${config.dataDir}`);
  for (const name of config.waiting) say(`${name} is set, but nothing uses it yet`);
  const instance = await startInstance({ config, report: say, entries, signal: ending.signal });
  say(`Casewright ready ${config.publicUrl}`);
  say(signInLine(config, instance));
  await asked(ending.signal);
  say("Stopping …");
  await instance.stop();
  say("Stopped.");
  process.exit(0);
} catch (error) {
  if (ending.signal.aborted) process.exit(0);
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** `--api` and `--worker` replace our programs beside this file. */
function entriesFromArguments() {
  const { values } = parseArgs({
    options: { api: { type: "string" }, worker: { type: "string" } },
  });
  const extension = extname(import.meta.filename);
  const beside = (name: string) => join(import.meta.dirname, `${name}${extension}`);
  return { api: values.api ?? beside("server"), worker: values.worker ?? beside("worker") };
}

function signInLine({ publicUrl }: Config, { signIn }: Instance): string {
  const where = `Sign in at ${publicUrl}/login as ${signIn.email}`;
  return signIn.password === undefined
    ? where
    : `${where} with the password ${signIn.password} (shown only this once)`;
}

function asked(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => {
      resolve();
    });
  });
}
