import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { findProjectRoot } from "../../engine/config.js";

const root = findProjectRoot();
const SETTING = ["CRASH", "AT"].join("_");

test("only tests can tell a program to die at a place", () => {
  const holders = filesBelow(root).filter((path) => readFileSync(path, "utf8").includes(SETTING));
  const outside = holders
    .map((path) => relative(root, path))
    .filter((path) => !/^tests\//.test(path));
  expect(holders.length).toBeGreaterThan(0);
  expect(outside.filter((path) => !/^docs\/proof\.md$/.test(path))).toEqual([]);
});

/** Everything that is ours and shipped, built or not. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === "node_modules" || name.startsWith(".") || name.endsWith(".log")) return [];
    if (statSync(path).isDirectory()) return filesBelow(path);
    return /\.(ts|tsx|mjs|js|cjs|json|yaml|yml|md)$/.test(name) ? [path] : [];
  });
}
