// Stands for the worker in tests of the supervisor. When it is told to end it writes down who still lives, so that a
// test can see the order of ending.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const dataDir = process.env["DATA_DIR"];

process.on("SIGTERM", () => {
  const alive = ["api", "temporal", "mongod"].filter(isAlive);
  writeFileSync(join(dataDir, "alive-at-worker-end"), alive.join(" "));
  process.exit(0);
});
process.on("disconnect", () => process.exit(0));
process.send({ ready: true });

function isAlive(name) {
  const path = join(dataDir, "run", `${name}.json`);
  if (!existsSync(path)) return false;
  try {
    return process.kill(JSON.parse(readFileSync(path, "utf8")).pid, 0);
  } catch {
    return false;
  }
}
