// Downloads MongoDB's official build: node scripts/download-mongod.mjs <version> <folder>
// The last line of the output is the path of mongod. A process of its own, because the downloader writes to the
// console and takes its settings from the environment.
import { MongoBinary } from "mongodb-memory-server-core";

const [version, downloadDir] = process.argv.slice(2);

// The downloader verifies certificates only when npm is told to; an unverified program must never run.
process.env["npm_config_strict_ssl"] = "true";
process.env["MONGOMS_MAX_RETRIES"] = "1";
process.env["MONGOMS_PREFER_GLOBAL_PATH"] = "false";

try {
  const path = await MongoBinary.getPath({ version, downloadDir, checkMD5: true });
  process.stdout.write(`\n${path}\n`);
} catch (error) {
  process.stderr.write(`${String(error.message).split("\n").at(-1)}\n`);
  process.exitCode = 1;
}
