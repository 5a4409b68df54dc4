import { CasewrightError, ERRORS } from "../protocol/errors.js";
import type { Caller } from "./caller.js";
import type { World } from "./world.js";

/** Who sets which case going by which route, and how. */
type Repairing = {
  readonly caller: Caller;
  readonly remoteAddress: string;
  readonly route: string;
  readonly caseId: string;
  readonly reason: string;
};

/**
 * Sets a case going and writes it into the audit trail: before, so that nothing is done that is not written down, and what became of
 * it. While nobody knows that, only the first entry is there.
 */
export async function auditedRepair(
  { audit, now }: Pick<World, "audit" | "now">,
  { caller, remoteAddress: address, route, caseId, reason }: Repairing,
  work: () => Promise<void>,
): Promise<void> {
  const write = (what: "repairing" | "repaired" | "not_repaired") =>
    audit.add({
      ...{ at: new Date(now()), what, by: caller.user.id, session: caller.sessionId, route },
      ...{ subjects: [caseId], kinds: ["case"], address, reason },
    });
  await write("repairing");
  try {
    await work();
  } catch (error) {
    if (error instanceof CasewrightError && !ERRORS[error.code].retryable)
      await write("not_repaired");
    throw error;
  }
  await write("repaired");
}
