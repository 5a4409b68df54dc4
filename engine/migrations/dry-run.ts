import type { Mapping } from "../moving/mapping.js";
import type { MovePlan } from "../moving/plan.js";
import type { Movable } from "../store/migrations.js";
import { migratedCases, movableCases } from "../store/migrations.js";
import type { Store } from "../store/store.js";
import { planFor } from "./move-case.js";
import { type Ends, mappingBack, moveWorld } from "./world-of.js";

/** Cases of one migration; what is more waits for the next. */
export const MAX_CASES = 10_000;

/** What would become of a case. */
export type PlannedCase = { readonly id: string; readonly state: string; readonly plan: MovePlan };

/** What a migration would do now, case by case, in the order of their ids. Nothing is changed by asking. */
export async function dryRun(
  store: Store,
  {
    ends,
    mapping,
    undoes,
    ...which
  }: Movable & {
    readonly ends: Ends;
    readonly mapping: Mapping;
    readonly undoes: string | null;
  },
): Promise<readonly PlannedCase[]> {
  const moved = undoes === null ? null : await migratedCases(store, undoes, "moved");
  const back = new Map(moved?.map((row) => [row.caseId, row]));
  const among = moved === null ? {} : { among: moved.map(({ caseId }) => caseId) };
  const docs = await movableCases(store, { ...which, ...among }, MAX_CASES);
  return Promise.all(
    docs.map(async (doc) => {
      const world = moveWorld(ends, mappingBack(mapping, back.get(doc._id)));
      return { id: doc._id, state: doc.state.state, plan: await planFor(store, world, doc) };
    }),
  );
}
