import { pino } from "pino";
import { startApi } from "../../engine/api-server.js";
import { configOrExit } from "../../engine/config.js";
import { endWithSupervisor } from "../../engine/supervisor/end-with-supervisor.js";
import { crashAt } from "./crash.js";

// The API as in engine/server.ts, with a place to die at.
const config = configOrExit();
const log = pino({ level: config.logLevel, base: { part: "api" } });
const reached = crashAt(process.env["CRASH_AT"]);
const api = await startApi({ config, log, reached });
process.send?.({ ready: true, url: config.publicUrl, signIn: api.signIn });
endWithSupervisor(log, () => api.stop());
