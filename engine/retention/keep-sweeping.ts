import { type Regular, regularly } from "../regularly.js";
import { isStoreDown } from "../store/down.js";
import { takeTurn } from "../store/turns.js";
import { type RetentionTools, sweepRetention } from "./sweep.js";

/** Time between two sweeps: nothing stays for much longer than it has to. */
const EVERY_MS = 60 * 60 * 1000;

/** Time between two looks whether a sweep is due; the turn in the store decides who does it. */
const LOOK_AGAIN_MS = 60_000;

/** Erases what has been kept long enough, at the start and every hour, in one process of all. */
export function keepSweeping(tools: RetentionTools): Regular {
  return regularly(LOOK_AGAIN_MS, () =>
    sweepInTurn(tools).catch((error: unknown) => {
      const code = isStoreDown(error) ? "store_down" : "failed";
      tools.log.warn({ code }, "retention not looked at");
    }),
  );
}

async function sweepInTurn(tools: RetentionTools): Promise<void> {
  const at = new Date(tools.now());
  const before = new Date(at.getTime() - EVERY_MS);
  if (!(await takeTurn(tools.store, { work: "retention", before, at }))) return;
  const erased = await sweepRetention(tools);
  if (erased > 0) tools.log.info({ erased }, "kept long enough and erased");
}
