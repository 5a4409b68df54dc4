import type { RampPlaces } from "../ramping/release-for.js";
import type { RampView } from "../protocol/ramp.js";
import { rampCounts } from "../store/ramp-counts.js";
import { type RampDoc, rampsInForce } from "../store/ramps.js";
import { currentRelease, releaseByNumber } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { usersByIds } from "../store/users.js";

/** Ramps as the API shows them, with what has become of the cases of both sides. */
export async function rampViews(store: Store, docs: readonly RampDoc[]): Promise<RampView[]> {
  const ids = docs.flatMap(({ steps }) => steps.flatMap(({ by }) => by ?? []));
  const people = await usersByIds(store, [...new Set(ids)]);
  const newest = await currentRelease(store);
  const inForce = await rampsInForce(store, newest.number);
  const whoIs = (id: string) => ({ id, name: people.find(({ _id }) => _id === id)?.name ?? id });
  return Promise.all(
    docs.map(async (doc) => {
      const { _id: id, from, to, share, places, rule, standing, version, steps } = doc;
      const { workflows } = (await releaseByNumber(store, to)).body;
      const name = workflows.find((one) => one.id === doc.workflow)?.name ?? doc.workflow;
      return {
        ...{ id, from, to, share, standing, version, rule: ruleView(rule) },
        workflow: { id: doc.workflow, name },
        places: places === undefined ? null : placesView(places),
        inForce: inForce.some(({ _id }) => _id === id),
        steps: steps.map(({ what, by, reason, at, share }) => ({
          ...{ what, reason, share, by: by === null ? null : whoIs(by), at: at.toISOString() },
        })),
        counts: await rampCounts(store, doc),
      };
    }),
  );
}

function placesView({ queues, facets }: RampPlaces) {
  return { queues: [...queues], facets: [...facets] };
}

function ruleView(rule: RampDoc["rule"]): RampView["rule"] {
  if (rule === undefined) return null;
  const { ends, ...rest } = rule;
  return { ...rest, ...(ends === undefined ? {} : { ends: [...ends] }) };
}
