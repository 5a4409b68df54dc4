import { pino } from "pino";
import { startApi } from "./api-server.js";
import { configOrExit } from "./config.js";
import { endWithSupervisor } from "./supervisor/end-with-supervisor.js";

const config = configOrExit();
const log = pino({ level: config.logLevel, base: { part: "api" } });
const api = await startApi({ config, log, reached: () => undefined });
process.send?.({ ready: true, url: config.publicUrl, signIn: api.signIn });
endWithSupervisor(log, () => api.stop());
