import type { Logger } from "pino";

/** Later than the supervisor's own patience, for the case that it is gone. */
const LONGEST_STOP_MS = 25_000;

/**
 * For the API and the worker: calls `stop` once, on SIGTERM, on Ctrl-C, or when the supervisor has vanished, and ends
 * the process with code 0; with 1, and a line in the log, when stopping fails or takes longer than 25 s.
 */
export function endWithSupervisor(log: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    const giveUp = (why: string) => {
      log.error({ why }, "not stopped in order");
      process.exit(1);
    };
    setTimeout(giveUp, LONGEST_STOP_MS, "time is up").unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        giveUp(error instanceof Error ? error.name : "unknown");
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("disconnect", end);
  // It vanished before we came here; a program that was started apart has no such property.
  if ("connected" in process && !process.connected) end();
}
