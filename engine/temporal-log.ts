import { DefaultLogger, type LogEntry, Runtime } from "@temporalio/worker";
import type { Logger } from "pino";

/**
 * Sends what Temporal's SDK has to say through our own log: warnings and errors alone, by their text, without payloads.
 * The SDK does not listen to signals: who stops a worker lets it finish what it has begun.
 * Called once in a process, before anything connects to Temporal.
 */
export function installTemporalLog(log: Logger): void {
  const write = ({ level, message }: LogEntry): void => {
    if (level === "ERROR") log.error({ part: "temporal" }, message);
    else log.warn({ part: "temporal" }, message);
  };
  Runtime.install({ logger: new DefaultLogger("WARN", write), shutdownSignals: [] });
}
