import { Type, type Static } from "@sinclair/typebox";
import { REPLAY_DAYS } from "../protocol/replay.js";
import { casePlaces } from "../store/case-places.js";
import { currentRelease } from "../store/releases.js";
import { sayOpened } from "../store/sealing/opened.js";
import type { Caller } from "./caller.js";
import { seesCase } from "./case-scope.js";
import { definitionSchema } from "./definition-shapes.js";
import { lookingBack } from "./missed-emergencies.js";
import { soundRelease } from "./publish.js";
import type { ReplayRequest } from "./replay-history.js";
import type { World } from "./world.js";

/** What whoever looks back asks with: the release as it would be, and over how many days. */
const fields = {
  definition: definitionSchema("release"),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: REPLAY_DAYS })),
};

/** The body of a question to the past, under a name of its own in the description of the API. */
export function replayBody(name: string) {
  return Type.Object(fields, { additionalProperties: false, $id: name });
}

type Asked = {
  readonly body: Static<ReturnType<typeof replayBody>>;
  readonly caller: Caller;
};

/** How one kind of the past is replayed, and the collection that is opened for it. */
type Replaying<Item, Rest> = {
  readonly replay: (
    world: World,
    request: ReplayRequest,
  ) => Promise<Rest & { readonly items: readonly Item[] }>;
  readonly opens: string;
};

/**
 * What a draft would have done to the past, with the ids of the cases that the caller may read.
 * @throws CasewrightError invalid_definition
 */
export async function answerReplay<Item extends { readonly caseId: string }, Rest>(
  { body, caller }: Asked,
  world: World,
  { replay, opens }: Replaying<Item, Rest>,
) {
  const draft = soundRelease(world, body.definition);
  const { number: release, body: running } = await currentRelease(world.store);
  const to = new Date(world.now());
  const since = lookingBack(to.getTime(), body.days);
  const { items, ...replayed } = await replay(world, { running, draft, since });
  const told = await withReadableCases(world, caller, items);
  // What is told of a case follows from what was opened of it.
  sayOpened(
    opens,
    told.flatMap((item) => item.case ?? []),
  );
  const period = { release, from: since.toISOString(), to: to.toISOString() };
  return { ...period, ...replayed, items: told };
}

async function withReadableCases<Item extends { readonly caseId: string }>(
  { store }: World,
  caller: Caller,
  items: readonly Item[],
) {
  const ids = items.map(({ caseId }) => caseId);
  const places = caller.permissions.has("case.read") ? await casePlaces(store, ids) : null;
  return items.map(({ caseId, ...item }) => {
    const place = places?.get(caseId);
    return { ...item, case: place && seesCase(caller, place) ? caseId : null };
  });
}
