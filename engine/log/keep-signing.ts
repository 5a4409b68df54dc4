import { makeBell } from "../bell.js";
import { type LockAttempt, tryLock } from "../servers/lock.js";
import { watchChanges } from "../store/changes.js";
import { isStoreDown } from "../store/down.js";
import { ownFile, readSignedFolder } from "./signed-folder.js";
import type { SignedHeads } from "./signed-heads.js";
import { type SigningTools, signRound } from "./sign-round.js";

/** Signing that goes on until stopped. */
export type Signing = { stop(): Promise<void> };

/**
 * Signs, at the start and then regularly, where the logs end that have gone on since. What does not go on from where it was signed is
 * told in the log and not signed over. Of the processes that share a file one signs; the next takes over when it ends.
 */
export function keepSigning(tools: SigningTools): Signing {
  const bell = makeBell();
  const file = ownFile(tools.folder);
  const touched = new Set<string>();
  let lock: LockAttempt | null = null;
  let files: ReadonlyMap<string, SignedHeads> | null = null;
  let all = true;
  const watch = watchChanges(tools.store, {
    // What was committed between the first round and now has been seen by neither.
    onOpen: () => {
      all = true;
    },
    onChange: (change) => {
      if (change.kind === "turn") touched.add(change.caseId);
    },
    onLost: () => {
      all = true;
    },
  });
  const running = run();
  return {
    stop: async () => {
      bell.end();
      await running;
      await watch.close();
    },
  };

  async function run(): Promise<void> {
    for (;;) {
      await round().catch((error: unknown) => {
        const code = isStoreDown(error) ? "store_down" : "failed";
        tools.log.error({ code }, "ends of logs not signed");
      });
      if (bell.ended()) break;
      await bell.wait(tools.everyMs);
    }
    if (lock?.taken) lock.release();
  }

  /** One round; there is a last one when everything has stopped. What could not be looked at stays for the next. */
  async function round(): Promise<void> {
    if (!lock?.taken) lock = tryLock(`${file}.lock`);
    if (!lock.taken) return;
    const isFull = all;
    const taken = [...touched];
    all = false;
    touched.clear();
    try {
      files ??= wholeFiles(tools);
      const cases = isFull ? "all" : taken;
      files = new Map([...files, [file, await signRound(tools, { file, files, cases })]]);
    } catch (error) {
      all ||= isFull;
      for (const id of taken) touched.add(id);
      throw error;
    }
  }
}

/** What was signed before, here and by others. @throws TypeError when somebody has changed it: nothing is signed then */
function wholeFiles({ folder, keys }: SigningTools): ReadonlyMap<string, SignedHeads> {
  const { files, damaged } = readSignedFolder(folder, keys);
  if (damaged.length > 0) throw new TypeError("signed heads were changed");
  return files;
}
