import { parseArgs } from "node:util";
import { startFakeServer } from "./server.js";

/**
 * The fake as a process of its own, so that it outlives whatever a test kills:
 * `tsx tests/support/provider-fake/index.ts --folder <folder> [--port <n>] [--api-key <key>]
 * [--with-parent]`.
 * Prints `{"port":n}` when it is ready, ends with SIGTERM; `--with-parent` also when stdin ends,
 * which it does when the test that started it is killed.
 */
const { values } = parseArgs({
  options: {
    folder: { type: "string" },
    port: { type: "string" },
    "api-key": { type: "string" },
    "with-parent": { type: "boolean" },
  },
});
if (values.folder === undefined) throw new Error("--folder is missing");

const fake = await startFakeServer({
  folder: values.folder,
  port: Number(values.port ?? 0),
  ...(values["api-key"] === undefined ? {} : { apiKey: values["api-key"] }),
});
const end = () => void fake.close().then(() => process.exit(0));
process.once("SIGTERM", end);
if (values["with-parent"] === true) process.stdin.once("end", end).resume();
process.stdout.write(`${JSON.stringify({ port: fake.port })}\n`);
