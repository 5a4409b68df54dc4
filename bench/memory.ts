import { readFileSync } from "node:fs";

/** Memory that a process holds at this moment, in KB (resident set, Linux only). */
export function residentKb(pid: number): number {
  return statusKb(pid, "VmRSS");
}

/** The most memory that a process has held at any moment, in KB (Linux only). */
export function mostResidentKb(pid: number): number {
  return statusKb(pid, "VmHWM");
}

function statusKb(pid: number, member: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
  return Number(new RegExp(`^${member}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? NaN);
}
