import { pino } from "pino";
import { startApi } from "./api-server.js";
import { exitWith } from "./config.js";
import { startConfigOrExit } from "./start-config.js";
import { endWithSupervisor } from "./supervisor/end-with-supervisor.js";
import { startTracing } from "./tracing/start-tracing.js";

const config = await startConfigOrExit();
const log = pino({ level: config.logLevel, base: { part: "api" } });
const tracing = startTracing({ target: config.traces, part: "api", log });
const api = await startApi({ config, log, reached: () => undefined }).catch(exitWith);
process.send?.({ ready: true, url: config.publicUrl, signIn: api.signIn });
endWithSupervisor(log, async () => {
  await api.stop();
  await tracing.stop();
});
