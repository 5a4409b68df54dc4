import { pino } from "pino";
import { startWorker } from "./case-worker.js";
import { CASE_QUEUE } from "./cases/tools.js";
import { configOrExit } from "./config.js";
import { endWithSupervisor } from "./supervisor/end-with-supervisor.js";
import { installTemporalLog } from "./temporal-log.js";

const config = configOrExit();
const log = pino({ level: config.logLevel, base: { part: "worker" } });
installTemporalLog(log);
const worker = await startWorker({ config, log, taskQueue: CASE_QUEUE, reached: () => undefined });
process.send?.({ ready: true });
endWithSupervisor(log, () => worker.stop());
