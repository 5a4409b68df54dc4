import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Contributions } from "../definition/contributions.js";
import type { ReleaseBody } from "../definition/release.js";
import { readReleaseFiles, type FileFinding } from "../release-files.js";
import { BASE_FILE, baseText, fileText } from "../text/exported.js";
import {
  nameText,
  pathOf,
  type DefinitionName,
  type NamedDefinition,
} from "../text/release-text.js";

/** Definitions in the files of a folder. */
export type Folder = {
  /** Number of the release that the files came from; undefined when they never came from one. */
  readonly base: number | undefined;
  /** Undefined where there are none, or some cannot be read. */
  readonly body: ReleaseBody | undefined;
  readonly findings: readonly FileFinding[];
  /** The file of a definition: where it lies, or would. */
  readonly fileOf: (name: DefinitionName) => string;
};

/** Reads a folder, which need not be there yet. Nothing is written. */
export async function readFolder(path: string, contributions: Contributions): Promise<Folder> {
  const base = await readBase(path);
  const { body, findings, files } = await readThere(path, contributions);
  const places = new Map(files.map(({ file, ...name }) => [nameText(name), file]));
  return {
    ...{ base, body },
    findings: files.length === 0 && findings.every(({ code }) => code === "D008") ? [] : findings,
    fileOf: (name) => places.get(nameText(name)) ?? join(path, pathOf(name)),
  };
}

async function readThere(path: string, contributions: Contributions) {
  try {
    return await readReleaseFiles([path], contributions);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { body: undefined, findings: [], files: [] };
  }
}

/** Writes a definition into its file, in place of what it held. */
export async function writeDefinition(folder: Folder, named: NamedDefinition): Promise<string> {
  const file = folder.fileOf(named);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, fileText(named));
  return file;
}

/** Removes the file of a definition. */
export async function removeDefinition(folder: Folder, name: DefinitionName): Promise<string> {
  const file = folder.fileOf(name);
  await rm(file);
  return file;
}

/** Notes which release the files of a folder go on from. */
export async function writeBase(path: string, release: number): Promise<void> {
  await mkdir(path, { recursive: true });
  await writeFile(join(path, BASE_FILE), baseText(release));
}

async function readBase(path: string): Promise<number | undefined> {
  try {
    const { release } = JSON.parse(await readFile(join(path, BASE_FILE), "utf8")) as {
      readonly release?: unknown;
    };
    return typeof release === "number" ? release : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
