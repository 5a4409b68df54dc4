// Finds, fetches or builds MongoDB and Temporal ahead of time, so that the first start or test run does not wait for it.
import { findProjectRoot, loadConfig } from "../engine/config.js";
import { findMongod } from "../engine/servers/mongo-binary.js";
import { findTemporal } from "../engine/servers/temporal-binary.js";

const { PATH, HOME, XDG_CACHE_HOME } = process.env;
const config = loadConfig({ PATH, HOME, XDG_CACHE_HOME }, findProjectRoot());
const report = (line: string) => process.stdout.write(`${line}\n`);
const { signal } = new AbortController();
await findMongod(config, { report, signal });
await findTemporal(config, { report, signal });
