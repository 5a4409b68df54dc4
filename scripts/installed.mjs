// Makes sure that node_modules holds what package-lock.json names. Plain Node, because nothing may be installed yet.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder with our package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [20, 19];

/** Ends the process with a plain message when this Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `Casewright needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

/** Installs the packages unless exactly those of the lockfile are there. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Installing the packages of package-lock.json (npm ci) …");
  run("npm", ["ci"]);
}

/** Runs a program in the project folder with our terminal; a failure ends this process with the same code. */
export function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) console.error(`${command} cannot be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** The path of a program that a package of ours brings. */
export function tool(name) {
  return join(root, "node_modules/.bin", name);
}

/** npm keeps what it installed in a lockfile of its own; parts for other systems may be absent there. */
function isInstalled() {
  const path = join(root, "node_modules/.package-lock.json");
  if (!existsSync(path)) return false;
  const wanted = readLock(join(root, "package-lock.json"));
  const present = readLock(path);
  return Object.entries(wanted).every(([name, { version, optional, peer, devOptional }]) => {
    const isRoot = name === "";
    const mayLack = optional || peer || devOptional;
    return isRoot || (mayLack && !present[name]) || present[name]?.version === version;
  });
}

function readLock(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}
