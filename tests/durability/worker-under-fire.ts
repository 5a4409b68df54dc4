import { readFileSync } from "node:fs";
import { pino } from "pino";
import { startWorker } from "../../engine/case-worker.js";
import { CASE_QUEUE } from "../../engine/cases/tools.js";
import { configOrExit } from "../../engine/config.js";
import { endWithSupervisor } from "../../engine/supervisor/end-with-supervisor.js";
import { installTemporalLog } from "../../engine/temporal-log.js";
import { crashAt } from "./crash.js";

// The worker as in engine/worker.ts, with a place to die at and workflow code that was bundled once for all its lives.
const config = configOrExit();
const log = pino({ level: config.logLevel, base: { part: "worker" } });
installTemporalLog(log);
const worker = await startWorker({
  config,
  log,
  taskQueue: process.env["CASE_QUEUE"] ?? CASE_QUEUE,
  reached: crashAt(process.env["CRASH_AT"]),
  workflowBundle: { code: readFileSync(process.env["WORKFLOW_BUNDLE"] ?? "", "utf8") },
});
process.send?.({ ready: true });
endWithSupervisor(log, () => worker.stop());
