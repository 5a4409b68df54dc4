import { Type } from "@sinclair/typebox";
import { REPLAY_DAYS, replaySchema } from "../../protocol/replay.js";
import { casePlaces } from "../../store/case-places.js";
import { currentRelease } from "../../store/releases.js";
import { sayOpened } from "../../store/sealing/opened.js";
import { decisionCollection } from "../../store/decisions.js";
import { seesCase } from "../case-scope.js";
import { definitionSchema } from "../definition-shapes.js";
import { lookingBack, PUBLISHING_MS } from "../missed-emergencies.js";
import { soundRelease } from "../publish.js";
import { replayHistory } from "../replay-history.js";
import { defineRoute } from "../route.js";

/** What a draft would have decided otherwise. */
export const replayRun = defineRoute({
  id: "replayHistory",
  method: "POST",
  path: "/api/replays",
  group: "Releases",
  summary: "What a draft would have decided otherwise",
  description:
    "Asks the rules of a whole release, as it would be published, about every decision that was recorded in the last days, the newest " +
    "10,000, and compares what follows with what follows now. What depends on a fact that was not recorded is left out and counted, and " +
    "so is what has been erased. Changes nothing. An emergency that would be missed stops the publication.",
  permission: "release.publish",
  reads: "definition",
  body: Type.Object(
    {
      definition: definitionSchema("release"),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: REPLAY_DAYS })),
    },
    { additionalProperties: false, $id: "ReplayRequest" },
  ),
  answers: { 200: replaySchema },
  errors: ["invalid_definition"],
  deadlineMs: PUBLISHING_MS,
  keepsAnswer: "never",
  handle: async ({ body: { definition, days = REPLAY_DAYS }, caller }, world) => {
    const draft = soundRelease(world, definition);
    const { number: release, body: running } = await currentRelease(world.store);
    const to = new Date(world.now());
    const since = lookingBack(to.getTime(), days);
    const { items, ...replayed } = await replayHistory(world, { running, draft, since });
    const places = await casePlaces(
      world.store,
      items.map(({ caseId }) => caseId),
    );
    const mayRead = caller.permissions.has("case.read");
    const told = items.map(({ caseId, ...item }) => {
      const place = mayRead ? places.get(caseId) : undefined;
      return { ...item, case: place && seesCase(caller, place) ? caseId : null };
    });
    // What is told of a case follows from what was opened of it.
    sayOpened(
      decisionCollection.name,
      told.flatMap((item) => item.case ?? []),
    );
    return {
      status: 200,
      body: {
        ...{ release, from: since.toISOString(), to: to.toISOString() },
        ...replayed,
        items: told,
      },
    };
  },
});
