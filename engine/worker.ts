import { pino } from "pino";
import { startWorker } from "./case-worker.js";
import { CASE_QUEUE } from "./cases/tools.js";
import { exitWith } from "./config.js";
import { startConfigOrExit } from "./start-config.js";
import { endWithSupervisor } from "./supervisor/end-with-supervisor.js";
import { installTemporalLog } from "./temporal-log.js";
import { startTracing } from "./tracing/start-tracing.js";

const config = await startConfigOrExit();
const log = pino({ level: config.logLevel, base: { part: "worker" } });
const tracing = startTracing({ target: config.traces, part: "worker", log });
installTemporalLog(log);
const parts = { config, log, taskQueue: CASE_QUEUE, reached: () => undefined };
const worker = await startWorker(parts).catch(exitWith);
process.send?.({ ready: true });
endWithSupervisor(log, async () => {
  await worker.stop();
  await tracing.stop();
});
