import { parseArgs } from "node:util";
import { startFakeServer } from "./server.js";

/**
 * The fake as a process of its own, so that it outlives whatever a test kills:
 * `tsx tests/support/provider-fake/index.ts --folder <folder> [--port <n>] [--api-key <key>]`.
 * Prints `{"port":n}` when it is ready, ends with SIGTERM.
 */
const { values } = parseArgs({
  options: { folder: { type: "string" }, port: { type: "string" }, "api-key": { type: "string" } },
});
if (values.folder === undefined) throw new Error("--folder is missing");

const fake = await startFakeServer({
  folder: values.folder,
  port: Number(values.port ?? 0),
  ...(values["api-key"] === undefined ? {} : { apiKey: values["api-key"] }),
});
process.once("SIGTERM", () => void fake.close().then(() => process.exit(0)));
process.stdout.write(`${JSON.stringify({ port: fake.port })}\n`);
