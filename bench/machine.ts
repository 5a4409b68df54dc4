import { execFileSync } from "node:child_process";
import { cpus, loadavg, platform, totalmem } from "node:os";

/** When, of which commit and on what the run was made, as one paragraph. */
export function machineText(reps: number): string {
  const [cpu] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const machine = `${cpus().length} × ${cpu?.model ?? "unknown processor"}, ${memory}, ${platform()}`;
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");
  const date = new Date().toISOString().slice(0, 16).replace("T", " ");
  return (
    `Run of ${date} UTC · commit ${commit()} · Node ${process.version} · ${machine} · ${reps} repetitions · ` +
    `load averages at the end ${load}. Load, client, workers and servers share these processors.`
  );
}

function commit(): string {
  return execFileSync("git", ["rev-parse", "--short", "HEAD"], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  }).trim();
}
