import { parseCaseId } from "../cases/case-id.js";
import { CasewrightError } from "../protocol/errors.js";
import { Unreadable } from "../privacy/unreadable.js";
import { type CasePlace, casePlaces } from "../store/case-places.js";
import { type CaseDoc, caseDoc } from "../store/cases.js";
import { type Caller, seesQueue } from "./caller.js";
import type { World } from "./world.js";

/** What is needed to know whose a case is. */
type ScopeWorld = Pick<World, "store" | "cases">;

/** Cases opened by this process whose first commit a reader may still have to wait for. */
const fresh = new Set<string>();

/** More than are opened within the moment that a commit takes. */
const MAX_FRESH = 1_000;

/** Remembers that a case was just opened here, so that its own caller never hears that it does not exist. */
export function noteOpened(caseId: string): void {
  if (fresh.size >= MAX_FRESH) fresh.clear();
  fresh.add(caseId);
}

/**
 * The case when this person may see it: one of their queues, or assigned to them.
 * @throws CasewrightError not_found, the same for a case that is not there and one that is not theirs; erased
 */
export async function requireCase(
  world: ScopeWorld,
  caller: Caller,
  caseId: string,
): Promise<CaseDoc> {
  const id = parseCaseId(caseId);
  const doc = id === null ? null : await committed(world, id).catch(placeOf(world, id));
  if (!doc || !seesCase(caller, doc)) throw new CasewrightError("not_found");
  if ("erased" in doc || doc.erasedAt) throw new CasewrightError("erased");
  return doc;
}

/** A case whose key is destroyed: where it was is all there is. */
type ErasedCase = CasePlace & { readonly erased: true };

/** Where a case is that nobody can read any more: whether it was theirs decides what a person is told. */
function placeOf(
  { store }: ScopeWorld,
  id: string,
): (error: unknown) => Promise<ErasedCase | undefined> {
  return async (error) => {
    if (!(error instanceof Unreadable && error.reason === "destroyed")) throw error;
    const place = (await casePlaces(store, [id])).get(id);
    return place && { ...place, erased: true };
  };
}

/** Whether a person may see a case: it is in one of their queues, or assigned to them. */
export function seesCase(caller: Caller, doc: Pick<CaseDoc, "queue" | "assignee">): boolean {
  return seesQueue(caller, doc.queue) || doc.assignee === caller.user.id;
}

async function committed(world: ScopeWorld, caseId: string): Promise<CaseDoc | null> {
  const doc = await caseDoc(world.store, caseId);
  if (doc || !fresh.has(caseId)) return doc;
  await world.cases.settled(caseId, 1);
  fresh.delete(caseId);
  return caseDoc(world.store, caseId);
}

/**
 * A queue that this person sees.
 * @throws CasewrightError not_found
 */
export async function requireQueue(
  world: Pick<World, "release">,
  caller: Caller,
  queue: string,
): Promise<void> {
  const { queues } = (await world.release()).body.organisation;
  if (!seesQueue(caller, queue) || !queues.some(({ id }) => id === queue))
    throw new CasewrightError("not_found");
}
