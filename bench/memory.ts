import { readFileSync } from "node:fs";

/** Memory that a process holds at this moment, in KB (resident set, Linux only). */
export function residentKb(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN);
}
