import { unfitIn } from "../cases/form-check.js";
import type { Release } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import type { Mapping } from "../moving/mapping.js";
import type { MoveWorld } from "../moving/plan.js";
import { releaseByNumber } from "../store/releases.js";
import type { Store } from "../store/store.js";

/** Both ends of a migration: the workflow that cases leave, and the one that they go to. */
export type Ends = {
  readonly source: Workflow;
  readonly target: Workflow;
  readonly release: Release;
};

/**
 * Looks both ends up; undefined in place of a workflow that a release does not have.
 * @throws CasewrightError `not_found` when there is no such release
 */
export async function endsOf(
  store: Store,
  { workflow: id, from, to }: { workflow: string; from: number; to: number },
): Promise<Partial<Ends>> {
  const [left, release] = await Promise.all([
    releaseByNumber(store, from),
    releaseByNumber(store, to),
  ]);
  const source = left.body.workflows.find((workflow) => workflow.id === id);
  const target = release.body.workflows.find((workflow) => workflow.id === id);
  return { ...(source ? { source } : {}), ...(target ? { target } : {}), release };
}

/** What plans are made by. */
export function moveWorld({ source, target, release }: Ends, mapping: Mapping): MoveWorld {
  const queues = new Set(release.body.organisation.queues.map(({ id }) => id));
  return { source, target, mapping, queues, unfit: (form, data) => unfitIn(form, data, "") };
}

/**
 * The mapping for one case that a migration before has moved: while it is where that one put it, it goes back to where it came from,
 * even if others came to the same state from elsewhere.
 */
export function mappingBack(
  mapping: Mapping,
  moved: { readonly from: string | null; readonly to: string | null } | undefined,
): Mapping {
  if (!moved || moved.from === null || moved.to === null) return mapping;
  return { ...mapping, states: { ...mapping.states, [moved.to]: moved.from } };
}
