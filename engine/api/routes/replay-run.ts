import { replaySchema } from "../../protocol/replay.js";
import { decisionCollection } from "../../store/decisions.js";
import { PUBLISHING_MS } from "../missed-emergencies.js";
import { replayHistory } from "../replay-history.js";
import { answerReplay, replayBody } from "../replay-answer.js";
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
  body: replayBody("ReplayRequest"),
  answers: { 200: replaySchema },
  errors: ["invalid_definition"],
  deadlineMs: PUBLISHING_MS,
  keepsAnswer: "never",
  handle: async (request, world) => ({
    status: 200,
    body: await answerReplay(request, world, {
      replay: replayHistory,
      opens: decisionCollection.name,
    }),
  }),
});
