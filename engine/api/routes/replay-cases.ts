import { caseReplaySchema } from "../../protocol/case-replay.js";
import { eventCollection } from "../../store/events.js";
import { PUBLISHING_MS } from "../missed-emergencies.js";
import { replayCases } from "../replay-cases.js";
import { answerReplay, replayBody } from "../replay-answer.js";
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
  body: replayBody("CaseReplayRequest"),
  answers: { 200: caseReplaySchema },
  errors: ["invalid_definition"],
  deadlineMs: PUBLISHING_MS,
  keepsAnswer: "never",
  handle: async (request, world) => ({
    status: 200,
    body: await answerReplay(request, world, { replay: replayCases, opens: eventCollection.name }),
  }),
});
