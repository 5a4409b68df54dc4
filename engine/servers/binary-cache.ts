import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, join } from "node:path";
import type { BinarySource, Candidate, Work } from "./find-binary.js";
import { withLock } from "./lock.js";

/** A way of making a program inside a scratch folder; the path it answers with is moved into the cache. */
export type BinaryMaker = {
  readonly step: string;
  make(scratch: string, work: Work): Promise<Candidate>;
};

/** The program of an earlier run in the user's cache folder. */
export function fromCache(path: string): BinarySource {
  return {
    step: `${basename(path)} in the cache folder`,
    find: () => Promise.resolve(existsSync(path) ? { path } : { why: "there is none yet" }),
  };
}

/** A program on PATH. */
export function fromSearchPath(program: string, searchPath: readonly string[]): BinarySource {
  return {
    step: `${program} on PATH`,
    find: () => {
      const path = searchPath.map((folder) => join(folder, program)).find(isProgram);
      return Promise.resolve(path === undefined ? { why: "there is none" } : { path });
    },
  };
}

/**
 * Makes the program once for all instances of this user: in a scratch folder beside `path`, then moved there in one
 * step. A second process that wants it meanwhile waits and takes what the first one made.
 */
export function intoCache(path: string, maker: BinaryMaker): BinarySource {
  return {
    step: maker.step,
    find: (work) =>
      withLock(
        {
          path: `${path}.lock`,
          signal: work.signal,
          onWait: (pid) => {
            work.report(`process ${String(pid)} is preparing the same program; waiting for it`);
          },
        },
        async () => (existsSync(path) ? { path } : makeAndMove(path, maker, work)),
      ),
  };
}

async function makeAndMove(path: string, maker: BinaryMaker, work: Work): Promise<Candidate> {
  const scratch = `${path}.making-${String(process.pid)}`;
  mkdirSync(scratch, { recursive: true });
  try {
    work.report(`${maker.step} …`);
    const made = await maker.make(scratch, work);
    if ("why" in made) return made;
    chmodSync(made.path, 0o755);
    renameSync(made.path, path);
    return { path };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
