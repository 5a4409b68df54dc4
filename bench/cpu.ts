import { readFileSync } from "node:fs";

/** Clock ticks a second in /proc; 100 on every Linux we know. */
const TICKS_PER_SECOND = 100;

/**
 * CPU time that processes have used since they started, in milliseconds, user and system, all threads.
 * Linux only. The name in the second field may hold blanks, so the fields are counted after it.
 */
export function cpuMs(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[11]) + Number(fields[12]);
  });
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / TICKS_PER_SECOND;
}
