import { facetKey, facetsIn } from "../definition/facets.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import { CasewrightError, type ProblemPart } from "../protocol/errors.js";
import type { PublishedRamp } from "../protocol/ramp.js";

/** The releases that a ramp is between. */
export type RampEnds = { readonly from: ReleaseBody; readonly to: ReleaseBody };

/**
 * Checks a ramp against the releases that it is between.
 * @param root pointer of the ramp in the request
 * @throws CasewrightError invalid_input with a pointer for everything that is wrong
 */
export function agreeOnRamp(asked: PublishedRamp, { from, to }: RampEnds, root: string): void {
  const [before, target] = [from, to].map(({ workflows }) =>
    workflows.find(({ id }) => id === asked.workflow),
  );
  const missing = (which: string) =>
    refuse([{ pointer: `${root}/workflow`, message: `The ${which} release has no such workflow` }]);
  if (!target) return missing("later");
  if (!before) return missing("earlier");
  refuse([
    ...formFaults(before, target, root),
    ...placeFaults(asked, target, { to, root }),
    ...ruleFaults(asked, target, root),
  ]);
}

/** @throws CasewrightError invalid_input when anything is wrong */
export function refuse(errors: readonly ProblemPart[]): void {
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
}

/** What every case has to be opened with must be known to both, since it is filled in before the release is chosen. */
function formFaults(before: Workflow, target: Workflow, root: string): ProblemPart[] {
  const unknown = [
    ...missingIn(target.data.required, before),
    ...missingIn(before.data.required, target),
  ];
  if (unknown.length === 0) return [];
  const fields = unknown.join(", ");
  const message = `Cases cannot be divided: one of the two releases asks for ${fields} when a case is opened, and the other has no such field`;
  return [{ pointer: `${root}/workflow`, message }];
}

function missingIn(required: readonly string[] = [], { data }: Workflow): string[] {
  return required.filter((field) => !Object.hasOwn(data.properties, field));
}

function placeFaults(
  { places }: Pick<PublishedRamp, "places">,
  target: Workflow,
  { to, root }: { readonly to: ReleaseBody; readonly root: string },
): ProblemPart[] {
  if (places === undefined) return [];
  const queues = to.organisation.queues.map(({ id }) => id);
  const facets = facetsIn(target).flatMap(({ id, values }) =>
    values.map((value) => facetKey(id, value)),
  );
  const none = places.queues.length + places.facets.length === 0;
  return [
    ...(none ? [{ pointer: `${root}/places`, message: "Name a queue or a facet" }] : []),
    ...unknownIn(places.queues, queues, { pointer: `${root}/places/queues`, what: "queue" }),
    ...unknownIn(places.facets, facets, { pointer: `${root}/places/facets`, what: "facet" }),
  ];
}

function ruleFaults(
  { rule }: Pick<PublishedRamp, "rule">,
  { states }: Workflow,
  root: string,
): ProblemPart[] {
  const finals = Object.entries(states).flatMap(([id, { final }]) => (final ? [id] : []));
  const place = { pointer: `${root}/rule/ends`, what: "final state" };
  return unknownIn(rule?.ends ?? [], finals, place);
}

function unknownIn(
  asked: readonly string[],
  known: readonly string[],
  { pointer, what }: { readonly pointer: string; readonly what: string },
): ProblemPart[] {
  return asked.flatMap((id, n) =>
    known.includes(id)
      ? []
      : [{ pointer: `${pointer}/${String(n)}`, message: `There is no ${what} “${id}”` }],
  );
}
