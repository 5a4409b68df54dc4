import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "casewright-lockfile-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function pruned(packages: object): unknown {
  const path = join(folder, "package-lock.json");
  writeFileSync(path, JSON.stringify({ packages }));
  execFileSync(process.execPath, [join(import.meta.dirname, "prune-lockfile.mjs"), path]);
  return (JSON.parse(readFileSync(path, "utf8")) as { packages: unknown }).packages;
}

test("names of optional packages that the lockfile does not hold are taken out, all others stay", () => {
  const held = { version: "1.0.0", optional: true };
  expect(
    pruned({
      "": { dependencies: { core: "1.0.0" } },
      "node_modules/core": {
        version: "1.0.0",
        dependencies: { missing: "1.0.0" },
        optionalDependencies: { "core-linux": "1.0.0", "core-own": "1.0.0", "core-mac": "1.0.0" },
      },
      "node_modules/core-linux": held,
      "node_modules/core/node_modules/core-own": held,
    }),
  ).toEqual({
    "": { dependencies: { core: "1.0.0" } },
    "node_modules/core": {
      version: "1.0.0",
      dependencies: { missing: "1.0.0" },
      optionalDependencies: { "core-linux": "1.0.0", "core-own": "1.0.0" },
    },
    "node_modules/core-linux": held,
    "node_modules/core/node_modules/core-own": held,
  });
});
