import { Type } from "@sinclair/typebox";
import { caseReplaySchema } from "../../protocol/case-replay.js";
import { REPLAY_DAYS } from "../../protocol/replay.js";
import { casePlaces } from "../../store/case-places.js";
import { eventCollection } from "../../store/events.js";
import { currentRelease } from "../../store/releases.js";
import { sayOpened } from "../../store/sealing/opened.js";
import { seesCase } from "../case-scope.js";
import { definitionSchema } from "../definition-shapes.js";
import { lookingBack, PUBLISHING_MS } from "../missed-emergencies.js";
import { soundRelease } from "../publish.js";
import { replayCases } from "../replay-cases.js";
import { defineRoute } from "../route.js";

/** How cases would have gone with a draft. */
export const replayCasesRun = defineRoute({
  id: "replayCases",
  method: "POST",
  path: "/api/replays/cases",
  group: "Releases",
  summary: "How cases would have gone with a draft",
  description:
    "Plays the cases that were opened in the last days, the newest 1,000 of the workflows that the draft makes go otherwise, once under the " +
    "release that runs and once under the draft: what came from outside comes again, clocks and rules are the draft's. It tells where cases " +
    "end otherwise, which promises would be broken or kept, and which actions of people the draft does not allow; there a case is followed " +
    "no further, because nobody knows what they would have done. What has been erased is left out and counted. Changes nothing.",
  permission: "release.publish",
  reads: "definition",
  body: Type.Object(
    {
      definition: definitionSchema("release"),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: REPLAY_DAYS })),
    },
    { additionalProperties: false, $id: "CaseReplayRequest" },
  ),
  answers: { 200: caseReplaySchema },
  errors: ["invalid_definition"],
  deadlineMs: PUBLISHING_MS,
  keepsAnswer: "never",
  handle: async ({ body: { definition, days = REPLAY_DAYS }, caller }, world) => {
    const draft = soundRelease(world, definition);
    const { number: release, body: running } = await currentRelease(world.store);
    const to = new Date(world.now());
    const since = lookingBack(to.getTime(), days);
    const { items, ...replayed } = await replayCases(world, { running, draft, since });
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
      eventCollection.name,
      told.flatMap((item) => item.case ?? []),
    );
    const period = { release, from: since.toISOString(), to: to.toISOString() };
    return { status: 200, body: { ...period, ...replayed, items: told } };
  },
});
