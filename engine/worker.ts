import { pino } from "pino";
import { startWorker } from "./case-worker.js";
import { configOrExit } from "./config.js";
import { endWithSupervisor } from "./supervisor/end-with-supervisor.js";

const config = configOrExit();
const log = pino({ level: config.logLevel, base: { part: "worker" } });
const worker = await startWorker({ config, log, reached: () => undefined });
process.send?.({ ready: true });
endWithSupervisor(() => worker.stop());
