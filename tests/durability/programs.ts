import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { caseBundle } from "../../engine/case-worker.js";
import { findProjectRoot } from "../../engine/config.js";

/** Our two programs and the workflow code, each in one file, so that a new life starts quickly. */
export type Programs = {
  readonly api: string;
  readonly worker: string;
  readonly workflowBundle: string;
  remove(): void;
};

/**
 * Bundles the programs of this folder below `node_modules/.cache`, where they find the same packages and the same project.
 * @param name of a folder that no other run has
 */
export async function bundlePrograms(name: string): Promise<Programs> {
  const folder = join(findProjectRoot(), "node_modules/.cache/casewright", name);
  mkdirSync(folder, { recursive: true });
  const [api, worker] = [join(folder, "api.mjs"), join(folder, "worker.mjs")];
  await bundle("api-under-fire.ts", api);
  await bundle("worker-under-fire.ts", worker);
  const workflowBundle = join(folder, "workflows.js");
  const made = await caseBundle();
  if (!("code" in made)) throw new Error("no bundled workflow code");
  writeFileSync(workflowBundle, made.code);
  return {
    api,
    worker,
    workflowBundle,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function bundle(entry: string, file: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(import.meta.dirname, entry),
      outDir: join(file, ".."),
      emptyOutDir: false,
      target: "node20",
      minify: false,
      rollupOptions: { output: { entryFileNames: file.slice(file.lastIndexOf("/") + 1) } },
    },
  });
}
