import { existsSync, readdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { DataKeys } from "../privacy/wrapping-key.js";
import type { LogHead } from "../store/log-rows.js";
import { readSignedHeads, type SignedHeads } from "./signed-heads.js";

/** Every end that was ever signed last in one of the files, by case id: each has to stand in the case's log for ever. */
export type SignedEnds = ReadonlyMap<string, readonly LogHead[]>;

/** A place in a file of signed heads that is not as it was signed: path and line. */
export type Damage = { readonly path: string; readonly line: number };

/** What a folder of signed heads holds. */
export type SignedFolder = {
  readonly ends: SignedEnds;
  readonly files: ReadonlyMap<string, SignedHeads>;
  readonly damaged: readonly Damage[];
};

/** The file into which processes of this machine sign. Others have files of their own, so that no two write one. */
export function ownFile(folder: string): string {
  return join(folder, `${hostname().replaceAll(/[^A-Za-z0-9.-]/g, "_")}.jsonl`);
}

/** Reads all files of signed heads in a folder, or a single file; what is not there holds nothing. */
export function readSignedFolder(path: string, keys: DataKeys): SignedFolder {
  const files = new Map(filesAt(path).map((file) => [file, readSignedHeads(file, keys)]));
  const damaged = [...files].flatMap(([file, { damagedAt }]) =>
    damagedAt === null ? [] : [{ path: file, line: damagedAt }],
  );
  return { ends: endsIn(files), files, damaged };
}

/** The ends that several files hold, together. */
export function endsIn(files: ReadonlyMap<string, SignedHeads>): SignedEnds {
  const ends = new Map<string, LogHead[]>();
  for (const { heads } of files.values())
    for (const [id, head] of heads) ends.set(id, [...(ends.get(id) ?? []), head]);
  return ends;
}

/** Whether a path names a single file of signed heads, and not a folder of them. */
export function isOneFile(path: string): boolean {
  return path.endsWith(".jsonl");
}

function filesAt(path: string): readonly string[] {
  if (isOneFile(path)) return [path];
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => join(path, name));
}
