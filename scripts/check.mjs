// npm run check: everything that CI asks of a change. Goes on after a failure, so that one run shows all of them.
import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkNode, ensureInstalled, root, tool } from "./installed.mjs";

checkNode();
ensureInstalled();

const folders = [
  "engine",
  "workflows",
  "rules",
  "templates",
  "plugins",
  "studio",
  "tests",
  "bench",
];
const present = folders.filter((name) => existsSync(join(root, name)));

/** The longest first: as many run side by side as there are processors. */
const checks = [
  { what: "lint", args: ["eslint", "."] },
  { what: "formatting", args: ["prettier", "--check", "--log-level", "warn", "."] },
  { what: "types", args: ["tsc", "--noEmit", "-p", "."] },
  {
    what: "types of the studio",
    args: ["tsc", "--noEmit", "-p", "studio"],
    needs: "studio/tsconfig.json",
  },
  { what: "borders between folders", args: ["depcruise", ...present] },
  { what: "unused code and packages", args: ["knip"] },
];

const failed = [];
const left = checks.values();
const lanes = Array.from({ length: availableParallelism() }, async () => {
  for (const check of left) await run(check);
});
await Promise.all(lanes);
const tests = spawnSync(process.execPath, [join(root, "scripts/test.mjs")], { stdio: "inherit" });
if (tests.status !== 0) failed.push("tests");

if (failed.length > 0) console.error(`Failed: ${failed.join(", ")}`);
process.exit(failed.length > 0 ? 1 : 0);

async function run({ what, args: [program, ...args], needs }) {
  if (needs && !existsSync(join(root, needs))) {
    console.log(`— ${what}: left out, there is no ${needs}`);
    return;
  }
  const begin = performance.now();
  const how = { cwd: root, maxBuffer: 100_000_000 };
  const ended = await promisify(execFile)(tool(program), args, how).catch((error) => error);
  const passed = !(ended instanceof Error);
  const seconds = Math.round((performance.now() - begin) / 1000);
  process.stdout.write(`${ended.stdout}${ended.stderr}`);
  console.log(`${passed ? "✓" : "✗"} ${what} (${seconds} s)`);
  if (!passed) failed.push(what);
}
