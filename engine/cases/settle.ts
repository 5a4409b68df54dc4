import { setTimeout as wait } from "node:timers/promises";
import { CasewrightError } from "../protocol/errors.js";
import { caseCollection } from "../store/cases.js";
import { operator, type Store } from "../store/store.js";

/** Longest wait for a commit that follows its answer; normally it takes some ten milliseconds. */
const LIMIT_MS = 4_000;

/** Waits between looks, growing: 5 ms first. */
const FIRST_LOOK_MS = 5;

/**
 * Waits until the projection of a case has a turn that has been answered, so that reads see it.
 * @throws CasewrightError `outcome_unknown` when the store is further behind than a caller should wait
 */
export async function settle(store: Store, caseId: string, turn: number): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 1.5, 200)) {
    const there = await store
      .of(caseCollection)
      .exists({ _id: caseId, turn: operator({ $gte: turn }) });
    if (there) return;
    if (performance.now() > deadline)
      throw new CasewrightError("outcome_unknown", { retryAfter: 1 });
    await wait(pause);
  }
}
