import { caseCollection, type CaseDoc } from "./cases.js";
import { type EventDoc, eventCollection } from "./events.js";
import { operator, type Store } from "./store.js";

/** What is known of a case that was opened, without opening anything of it. */
export type OpenedCase = Pick<CaseDoc, "_id" | "workflow" | "turn" | "createdAt" | "erasedAt">;

const OUTLINE = { workflow: 1, turn: 1, createdAt: 1, erasedAt: 1 } as const;

/** The newest cases of some workflows since an instant, newest first, without what is sealed. */
export async function openedSince(
  store: Store,
  {
    workflows,
    since,
    limit,
  }: { readonly workflows: readonly string[]; readonly since: Date; readonly limit: number },
): Promise<OpenedCase[]> {
  return store
    .of(caseCollection)
    .find(
      { workflow: operator({ $in: [...workflows] }), createdAt: operator({ $gte: since }) },
      OUTLINE,
    )
    .sort({ createdAt: -1 })
    .limit(limit)
    .lean<OpenedCase[]>();
}

/** A turn as it is needed to play a case again. */
type PlayableTurn = Pick<
  EventDoc,
  "caseId" | "turn" | "event" | "transition" | "note" | "patch" | "effects"
>;

/** All turns of some cases, by case and in their order. */
export async function turnsOf(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly PlayableTurn[]>> {
  const rows = await store
    .of(eventCollection)
    .find(
      { caseId: operator({ $in: [...ids] }) },
      { caseId: 1, turn: 1, event: 1, transition: 1, note: 1, patch: 1, effects: 1 },
    )
    .sort({ caseId: 1, turn: 1 })
    .lean<PlayableTurn[]>();
  const byCase = new Map<string, PlayableTurn[]>();
  for (const row of rows) {
    const known = byCase.get(row.caseId);
    if (known) known.push(row);
    else byCase.set(row.caseId, [row]);
  }
  return byCase;
}
