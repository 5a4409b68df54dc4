import { pino } from "pino";
import { startWorker } from "./case-worker.js";
import { CASE_QUEUE } from "./cases/tools.js";
import { startConfigOrExit } from "./start-config.js";
import { endWithSupervisor } from "./supervisor/end-with-supervisor.js";
import { installTemporalLog } from "./temporal-log.js";

const config = await startConfigOrExit();
const log = pino({ level: config.logLevel, base: { part: "worker" } });
installTemporalLog(log);
const worker = await startWorker({ config, log, taskQueue: CASE_QUEUE, reached: () => undefined });
process.send?.({ ready: true });
endWithSupervisor(log, () => worker.stop());
