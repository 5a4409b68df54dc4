import type { World } from "../api/world.js";
import { casePlaces } from "../store/case-places.js";
import { type StoreChange, watchChanges } from "../store/changes.js";
import { sealedFrame } from "./frames.js";
import type { LiveSocket } from "./live-socket.js";
import { openRing, type Ring } from "./ring.js";

/** What feeds the sockets of this process. */
export type Feed = { readonly ring: Ring; readonly close: () => Promise<void> };

/** Changes that come within this time are looked up and sent together. */
const GATHER_MS = 20;

/**
 * Turns committed changes into frames, in their order, and offers each to every socket. Resolves when the watch on the
 * database stands.
 */
export function openFeed(
  world: Pick<World, "store" | "log">,
  sockets: ReadonlySet<LiveSocket>,
): Promise<Feed> {
  const ring = openRing("");
  let gathered: StoreChange[] = [];
  let flushing: Promise<void> = Promise.resolve();

  function gather(change: StoreChange): void {
    gathered.push(change);
    if (gathered.length > 1) return;
    setTimeout(() => {
      const changes = gathered;
      gathered = [];
      flushing = flushing.then(() => flush(world, changes, { ring, sockets }));
    }, GATHER_MS);
  }

  return new Promise((resolve) => {
    const watch = watchChanges(world.store, {
      onChange: gather,
      onOpen: (cursor) => {
        ring.restart(cursor);
        for (const socket of sockets) socket.refetch();
        resolve({ ring, close: () => watch.close() });
      },
      onLost: () => {
        world.log.warn("live changes were lost; everybody looks again");
      },
    });
  });
}

async function flush(
  { store }: Pick<World, "store">,
  changes: readonly StoreChange[],
  to: { readonly ring: Ring; readonly sockets: ReadonlySet<LiveSocket> },
): Promise<void> {
  const ids = [...new Set(changes.flatMap((change) => caseOf(change) ?? []))];
  // Without their places, messages wait for the next change of their case; turns know their queues themselves.
  const places = await casePlaces(store, ids).catch(() => NO_PLACES);
  for (const change of changes) {
    const frame = sealedFrame(change, places.get(caseOf(change) ?? ""));
    if (!frame) continue;
    to.ring.add(frame);
    for (const socket of to.sockets) socket.offer(frame);
  }
}

const NO_PLACES: Awaited<ReturnType<typeof casePlaces>> = new Map();

/** The case that a change is about; a notice is about its person. */
function caseOf(change: StoreChange): string | undefined {
  return change.kind === "notice" ? undefined : change.caseId;
}
