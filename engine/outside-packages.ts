import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UnusablePackage } from "../plugins/index.js";
import type { ConfigFinding } from "./config/finding.js";

/** The variable that names packages, and where an author reads what they must be. */
export type PackageSource = { readonly variable: string; readonly guide: string };

/** One package, and what is read from what it exports. */
export type Package<Made> = {
  readonly projectRoot: string;
  /** A folder, which begins with `.` or `/`, or the name of an installed package. */
  readonly name: string;
  /** @throws UnusablePackage */
  readonly read: (exported: Readonly<Record<string, unknown>>) => Made;
};

/** What became of a package. */
export type Loaded<Made> = { readonly made: Made } | { readonly finding: ConfigFinding };

/** Loads a package from outside the tree. Never throws: what is wrong is a finding that names it. */
export async function loadPackage<Made>(
  { variable, guide }: PackageSource,
  { projectRoot, name, read }: Package<Made>,
): Promise<Loaded<Made>> {
  try {
    const exported: unknown = await import(specifierOf(projectRoot, name));
    return { made: read(exported as Readonly<Record<string, unknown>>) };
  } catch (error) {
    const why =
      error instanceof UnusablePackage ? error.message : `cannot be loaded (${reasonOf(error)})`;
    const fix = `expected packages or folders as in ${guide}`;
    return { finding: { variable, problem: `names ${name}, which ${why}`, fix } };
  }
}

/** What was loaded, as a list of one or none. */
export function made<Made>(loaded: Loaded<Made>): readonly Made[] {
  return "made" in loaded ? [loaded.made] : [];
}

/** A folder, by its package.json, or the name of an installed package. */
function specifierOf(projectRoot: string, name: string): string {
  if (!name.startsWith(".") && !isAbsolute(name)) return name;
  const folder = resolve(projectRoot, name);
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) throw new UnusablePackage("is no folder with a package.json");
  const { main = "index.js" } = JSON.parse(readFileSync(manifest, "utf8")) as { main?: string };
  return pathToFileURL(join(folder, main)).href;
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return error.code;
  return error instanceof Error ? error.message.split("\n")[0] || error.name : "unknown";
}
