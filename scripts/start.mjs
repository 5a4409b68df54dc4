// npm start: installs and builds what is missing, then runs the program in this process.
// With an argument, one part alone: `api` or `worker`, which want MONGODB_URI and TEMPORAL_ADDRESS.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkNode, ensureInstalled, root } from "./installed.mjs";

const programs = { all: "main.js", api: "server.js", worker: "worker.js" };

const [part = "all", ...rest] = process.argv.slice(2);
const program = programs[part.startsWith("--") ? "all" : part];
if (program === undefined) {
  console.error(`Unknown part ${part}; known are ${Object.keys(programs).join(", ")}.`);
  process.exit(1);
}
checkNode();
ensureInstalled();
const { ensureBuilt } = await import("./build.mjs");
ensureBuilt();

const path = join(root, "dist/engine", program);
process.argv = [process.execPath, path, ...(part.startsWith("--") ? [part] : []), ...rest];
await import(pathToFileURL(path).href);
