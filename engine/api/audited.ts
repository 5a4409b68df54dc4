import { CasewrightError } from "../protocol/errors.js";
import { nothingOpened, type Opened, watchOpened } from "../store/sealing/opened.js";
import { SHARED } from "../store/sealing/sealer.js";
import type { Identity } from "./permission.js";
import type { Route } from "./route.js";
import type { World } from "./world.js";

/** Who asks, where from, and by which route. */
export type Reader = Identity & {
  readonly route: Pick<Route, "id" | "discloses">;
  readonly remoteAddress: string;
};

/**
 * Runs a route's work and writes into the audit trail whose personal data it opened, before its answer goes out: nobody sees what
 * is not written down. A refusal that shows a case counts too; one that shows nothing does not.
 */
export async function audited<Answer>(
  world: Pick<World, "audit" | "now">,
  reader: Reader,
  work: () => Promise<Answer> | Answer,
): Promise<Answer> {
  const opened = nothingOpened();
  try {
    const answer = await watchOpened(opened, work);
    await write(world, reader, opened);
    return answer;
  } catch (error) {
    if (error instanceof CasewrightError && error.details.current !== undefined)
      await write(world, reader, opened);
    throw error;
  }
}

async function write(
  { audit, now }: Pick<World, "audit" | "now">,
  { route, caller, remoteAddress }: Reader,
  { owners, collections }: Opened,
): Promise<void> {
  const subjects = [...owners].filter((owner) => !owner.startsWith(SHARED)).sort();
  if (subjects.length === 0 || route.discloses === "nothing") return;
  await audit.add({
    at: new Date(now()),
    what: "read",
    by: caller?.user.id ?? null,
    session: caller?.sessionId ?? null,
    route: route.id,
    subjects,
    kinds: [...collections].sort(),
    address: caller ? remoteAddress : null,
    reason: null,
  });
}
