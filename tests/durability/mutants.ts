// Breaks the product on purpose, one break at a time, in a copy of the tree, and checks that the test meant for it goes red.
// tsx tests/durability/mutants.ts [part of a name …]; exits 1 when a break survives.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { findProjectRoot } from "../../engine/config.js";
import { ALERTS_AND_TIME } from "./mutants/alerts-and-time.js";
import { ASSIGNMENT } from "./mutants/assignment.js";
import { DELIVERIES } from "./mutants/deliveries.js";
import { EDGES } from "./mutants/edges.js";
import { NOTICES } from "./mutants/notices.js";
import { RULES_9_TO_16 } from "./mutants/rules-9-to-16.js";
import type { Mutant } from "./mutants/mutant.js";
import { OPERATION } from "./mutants/operation.js";
import { PLUGINS } from "./mutants/plugins.js";
import { PRIVACY } from "./mutants/privacy.js";
import { RULES_1_TO_8 } from "./mutants/rules-1-to-8.js";
import { WEBHOOKS } from "./mutants/webhooks.js";

const MUTANTS: readonly Mutant[] = [
  ...RULES_1_TO_8,
  ...RULES_9_TO_16,
  ...ASSIGNMENT,
  ...ALERTS_AND_TIME,
  ...DELIVERIES,
  ...WEBHOOKS,
  ...PLUGINS,
  ...NOTICES,
  ...OPERATION,
  ...PRIVACY,
  ...EDGES,
];

const root = findProjectRoot();
const wanted = process.argv.slice(2);
const chosen = MUTANTS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
const survivors = chosen.filter((mutant) => !notices(mutant));
say(`${String(chosen.length - survivors.length)} of ${String(chosen.length)} breaks noticed`);
process.exitCode = survivors.length > 0 ? 1 : 0;

/** Runs the mutant's test in a broken copy. @returns whether it went red */
function notices(mutant: Mutant): boolean {
  const copy = brokenCopy(mutant);
  const { project = "servers", test, title } = mutant;
  const args = ["vitest", "run", "--project", project, test, "-t", title];
  const { status, stdout } = spawnSync("npx", args, { cwd: copy, encoding: "utf8" });
  rmSync(copy, { recursive: true, force: true });
  const ran = /Tests\s.*(failed|passed)/.test(stdout.replaceAll(/\u001b\[\d+m/g, ""));
  const red = ran && status !== 0;
  say(`${red ? "red " : "GREEN"}  ${mutant.name}${ran ? "" : " (the test did not run)"}`);
  return red;
}

function brokenCopy({ file, find, replace }: Mutant): string {
  const copy = mkdtempSync(join(tmpdir(), "casewright-mutant-"));
  const left = ["node_modules", "dist", ".git", ".data"].map((name) => join(root, name));
  cpSync(root, copy, { recursive: true, filter: (path) => !left.includes(path) });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const source = readFileSync(join(copy, file), "utf8");
  if (!source.includes(find)) throw new Error(`${relative(root, file)} does not hold: ${find}`);
  writeFileSync(join(copy, file), source.replace(find, replace));
  return copy;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
