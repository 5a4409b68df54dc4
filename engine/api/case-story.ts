import type { CaseTest } from "../protocol/case-test.js";
import { storyOf } from "../replay/story/story.js";
import { testOf } from "../simulate/index.js";
import type { CaseDoc } from "../store/cases.js";
import { type EventDoc, eventsOf } from "../store/events.js";
import { releaseByNumber } from "../store/releases.js";
import { usersByIds } from "../store/users.js";
import type { World } from "./world.js";

/** Turns read to tell a case, from the first on; more than a test may have steps. */
const MAX_TURNS = 2_000;

/** A case as a test of its workflow, played once under the first release that it followed; null where that cannot be. */
export async function caseTestOf(
  { store, contributions, endpoints }: Pick<World, "store" | "contributions" | "endpoints">,
  { _id, workflow: id, moves = [], release: last }: CaseDoc,
): Promise<CaseTest | null> {
  const release = moves[0]?.from ?? last;
  const { body } = await releaseByNumber(store, release);
  const workflow = body.workflows.find((one) => one.id === id);
  if (workflow === undefined) return null;
  const turns = await eventsOf(store, _id, { after: 0, limit: MAX_TURNS });
  const people = await usersByIds(store, given(turns));
  const roles = new Map(people.map((person) => [person._id, person.roles]));
  const { operators, effects } = contributions;
  const story = storyOf(turns, {
    ...{ release: body, workflow, operators, effects },
    rolesOf: (person) => roles.get(person) ?? [],
    isMail: (channel) =>
      endpoints.some(
        ({ plugin: { manifest } }) => manifest.id === channel && manifest.kind === "email",
      ),
  });
  if (story === undefined) return null;
  const { session, leftOut, differs } = story;
  const kept = testOf(session, workflow.name);
  if (kept === undefined) return null;
  const { name: _name, ...test } = kept;
  return { workflow: id, release, test, leftOut: [...leftOut], differs: [...differs] };
}

/** Everybody who had the case, by whatever way. */
function given(turns: readonly EventDoc[]): readonly string[] {
  const all = turns.flatMap(({ patch: { assignee } }) =>
    typeof assignee === "string" ? [assignee] : [],
  );
  return [...new Set(all)];
}
