// npm run check: everything that CI asks of a change. Goes on after a failure, so that one run shows all of them.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
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

const checks = [
  { what: "formatting", args: ["prettier", "--check", "--log-level", "warn", "."] },
  { what: "lint", args: ["eslint", "."] },
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
for (const {
  what,
  args: [program, ...args],
  needs,
} of checks) {
  if (needs && !existsSync(join(root, needs))) {
    console.log(`— ${what}: left out, there is no ${needs}`);
    continue;
  }
  const begin = performance.now();
  const { status } = spawnSync(tool(program), args, { cwd: root, stdio: "inherit" });
  const seconds = Math.round((performance.now() - begin) / 1000);
  console.log(`${status === 0 ? "✓" : "✗"} ${what} (${seconds} s)`);
  if (status !== 0) failed.push(what);
}
const tests = spawnSync(process.execPath, [join(root, "scripts/test.mjs")], { stdio: "inherit" });
if (tests.status !== 0) failed.push("tests");

if (failed.length > 0) console.error(`Failed: ${failed.join(", ")}`);
process.exit(failed.length > 0 ? 1 : 0);
