import { contentHash } from "./canonical.js";
import { contentOf, withoutComments } from "./release-parts.js";
import type { ReleaseBody } from "./release.js";

/** Which way of hashing made a hash stands before it. */
const WAY = "2.";

/** Hash of a release's content, the order of transitions included; where things are drawn, and what is noted beside them, is not. */
export function releaseHash(whole: ReleaseBody): string {
  const body = withoutComments(whole);
  return `${WAY}${contentHash({ ...body, workflows: body.workflows.map(contentOf) })}`;
}

/** Whether a release has the content that its hash tells, by the way of hashing that made it. */
export function isIntact({
  hash,
  body,
}: {
  readonly hash: string;
  readonly body: ReleaseBody;
}): boolean {
  return hash === (hash.startsWith(WAY) ? releaseHash(body) : hashBeforeOrder(body));
}

/** The first way, which did not tell the order of transitions. */
function hashBeforeOrder(body: ReleaseBody): string {
  const workflows = body.workflows.map(({ layout: _layout, ...rest }) => rest);
  return contentHash({ ...body, workflows });
}

/** A release's lists in order of their ids, so that the order of files does not matter. */
export function sortedBody(body: ReleaseBody): ReleaseBody {
  const byId = <T extends { id: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    organisation: body.organisation,
    workflows: byId(body.workflows),
    ruleSets: byId(body.ruleSets),
    templates: byId(body.templates),
    ...(body.calendars === undefined ? {} : { calendars: byId(body.calendars) }),
  };
}
