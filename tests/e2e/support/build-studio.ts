import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { findProjectRoot } from "../../../engine/config.js";

/** Builds the studio into dist/ unless the last build is newer than every source of it. */
export async function buildStudio(): Promise<void> {
  const root = findProjectRoot();
  const page = join(root, "dist/studio/index.html");
  const sources = ["studio", "templates", "engine/protocol"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
  if (existsSync(page) && statSync(page).mtimeMs > Math.max(...sources)) return;
  await build({ configFile: join(root, "studio/vite.config.ts"), logLevel: "warn" });
}
