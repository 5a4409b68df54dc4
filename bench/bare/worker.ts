import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, NativeConnection, Worker } from "@temporalio/worker";
import { pino } from "pino";
import { configOrExit } from "../../engine/config.js";
import { dataConverterFor } from "../../engine/privacy/data-converter.js";
import { openStore } from "../../engine/store/open-store.js";
import { endWithSupervisor } from "../../engine/supervisor/end-with-supervisor.js";
import { installTemporalLog } from "../../engine/temporal-log.js";
import { BARE_QUEUE } from "./queue.js";
import { openBareStore } from "./write-turns.js";

const config = configOrExit();
const log = pino({ level: config.logLevel });
installTemporalLog(log);
const store = await openBareStore(config.mongodbUri ?? "");
const keys = await openStore(config.mongodbUri ?? "", {
  keys: config.keys,
  alarm: () => undefined,
});
const connection = await NativeConnection.connect({ address: config.temporal.address ?? "" });
const workflowsPath = fileURLToPath(new URL("../workflows/index.ts", import.meta.url));
const worker = await Worker.create({
  connection,
  taskQueue: BARE_QUEUE,
  // Patients are to be sealed for Temporal whoever writes the workflow.
  dataConverter: dataConverterFor({ store: keys, ...config.keys }),
  workflowBundle: await bundleWorkflowCode({ workflowsPath }),
  maxCachedWorkflows: 500,
  activities: store.activities,
});
const running = worker.run();
process.send?.({ ready: true });

endWithSupervisor(log, async () => {
  worker.shutdown();
  await running;
  await connection.close();
  await store.close();
  await keys.close();
});
