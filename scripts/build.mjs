// npm run build: everything that `npm start` and the container image run, into dist/.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { checkNode, ensureInstalled, root, run, tool } from "./installed.mjs";

const stampFile = join(root, "dist/.sources");

/** What the build reads; documents, tests and benches are not among it. */
const sources = [
  "engine",
  "workflows",
  "rules",
  "templates",
  "plugins",
  "studio",
  "scripts/build.mjs",
  "scripts/bundle-workflows.mjs",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.build.json",
];

/** Builds unless dist/ was made from exactly these sources. */
export function ensureBuilt() {
  if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== sourceHash()) build();
}

function build() {
  const hash = sourceHash();
  rmSync(join(root, "dist"), { recursive: true, force: true });
  console.log("Building the engine (tsc) …");
  run(tool("tsc"), ["-p", "tsconfig.build.json"]);
  step("workflows/case/index.ts", "the workflow bundle", "node", ["scripts/bundle-workflows.mjs"]);
  step("studio/vite.config.ts", "the studio (vite)", tool("vite"), [
    ...["build", "--config", "studio/vite.config.ts"],
    ...["--logLevel", "warn"],
  ]);
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stampFile, hash);
}

function step(needs, what, command, args) {
  if (!existsSync(join(root, needs))) {
    console.log(`Leaving out ${what}: there is no ${needs}.`);
    return;
  }
  console.log(`Building ${what} …`);
  run(command, args);
}

/** SHA-256 over names and contents of the sources, tests left out. */
function sourceHash() {
  const hash = createHash("sha256").update(process.version);
  for (const path of sources.flatMap((name) => filesBelow(join(root, name)))) {
    hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => !/\.test\.tsx?$|^testdata$|^node_modules$|^dist$/.test(name))
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .flatMap(({ name }) => filesBelow(join(path, name)));
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  checkNode();
  ensureInstalled();
  build();
}
