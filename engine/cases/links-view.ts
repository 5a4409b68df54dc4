import type { CaseLink } from "../protocol/case.js";
import { CasewrightError } from "../protocol/errors.js";
import { type CasePlace, casePlaces } from "../store/case-places.js";
import { caseDoc } from "../store/cases.js";
import { releaseByNumber } from "../store/releases.js";
import type { Store } from "../store/store.js";

/**
 * The cases that one has to do with: its parent, then what it opened, in that order. Only ids and names of definitions are
 * told, and where a case is only of those that `sees` allows.
 * @throws CasewrightError not_found
 */
export async function linksOf(
  store: Store,
  caseId: string,
  sees: (other: CasePlace) => boolean,
): Promise<CaseLink[]> {
  const doc = await caseDoc(store, caseId);
  if (!doc) throw new CasewrightError("not_found");
  const links = Object.entries(doc.state.links ?? {});
  if (links.length === 0) return [];
  const ids = links.map(([id]) => id);
  const others = await casePlaces(store, ids);
  const told = links.map(async ([id, { as, workflow }]): Promise<CaseLink> => {
    const other = others.get(id);
    const { body } = await releaseByNumber(store, (other ?? doc).release);
    const definition = body.workflows.find((one) => one.id === workflow);
    const name = { id: workflow, name: definition?.name ?? workflow };
    if (!other || !sees(other)) return { id, as, workflow: name, state: null, stateClass: null };
    const state = definition?.states[other.stateId];
    return {
      ...{ id, as, workflow: name },
      state: { id: other.stateId, name: state?.name ?? other.stateId },
      stateClass: state?.class ?? "working",
    };
  });
  return Promise.all(told);
}
