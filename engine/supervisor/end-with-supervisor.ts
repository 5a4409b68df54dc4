/** Later than the supervisor's own patience, for the case that it is gone. */
const LONGEST_STOP_MS = 25_000;

/**
 * For the API and the worker: calls `stop` once, on SIGTERM, on Ctrl-C, or when the supervisor has vanished, and ends
 * the process with code 0; with 1 when stopping fails or takes longer than 25 s.
 */
export function endWithSupervisor(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("disconnect", end);
  // It vanished before we came here; a program that was started apart has no such property.
  if ("connected" in process && !process.connected) end();
}
