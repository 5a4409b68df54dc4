import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { findProjectRoot } from "../../../engine/config.js";

/** What ends up in a browser: the studio, and the pure code that it runs. */
const SHIPPED = [
  "studio",
  "templates",
  "rules",
  ...["definition", "interpreter", "protocol", "simulate", "sla", "text"].map(
    (name) => `engine/${name}`,
  ),
];

/**
 * Builds the studio into dist/ unless the last build is newer than every source of it. In a process of its own, because
 * a build inside a test run would take React's development version.
 */
export function buildStudio(): void {
  const root = findProjectRoot();
  const page = join(root, "dist/studio/index.html");
  const sources = SHIPPED.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
  if (existsSync(page) && statSync(page).mtimeMs > Math.max(...sources)) return;
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const { PATH, HOME } = process.env;
  const { status } = spawnSync(
    process.execPath,
    [vite, "build", "--config", "studio/vite.config.ts", "--logLevel", "warn"],
    { cwd: root, stdio: "inherit", env: { PATH, HOME, NODE_ENV: "production" } },
  );
  if (status !== 0) throw new Error("the studio could not be built");
}
