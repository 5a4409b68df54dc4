import { Type } from "@sinclair/typebox";
import {
  type Decision,
  decisionSchema,
  evaluateDecision,
  RulesRefused,
} from "../../../rules/index.js";
import type { Facts } from "../../definition/conditions/evaluate.js";
import type { ReleaseBody } from "../../definition/release.js";
import { CasewrightError } from "../../protocol/errors.js";
import { replayedDecisionSchema } from "../../protocol/replay.js";
import { answeringUnder, type Side } from "../../replay/side.js";
import { type DecisionDoc, decisionById, decisionOutline } from "../../store/decisions.js";
import { releaseByNumber } from "../../store/releases.js";
import { requireCase } from "../case-scope.js";
import { definitionSchema } from "../definition-shapes.js";
import { soundRelease } from "../publish.js";
import { defineRoute } from "../route.js";
import type { World } from "../world.js";

/** One decision as it was made, and as a draft would have made it, each with its reasons. */
export const replayDecision = defineRoute({
  id: "replayDecision",
  method: "POST",
  path: "/api/replays/decisions/:id",
  group: "Releases",
  summary: "A recorded decision, and what a draft would have decided",
  description:
    "Both with all rules that were tried, condition by condition and with the values seen. Those are the patient's: it takes the right " +
    "to read the case besides that to publish, and stands in the audit trail.",
  permission: "release.publish",
  params: Type.Object({ id: Type.String({ pattern: "^[A-Za-z0-9.-]{1,64}$" }) }),
  reads: "definition",
  body: Type.Object(
    { definition: definitionSchema("release") },
    { additionalProperties: false, $id: "ReplayedDecisionRequest" },
  ),
  answers: { 200: replayedDecisionSchema(decisionSchema) },
  errors: ["invalid_definition", "not_found", "erased"],
  keepsAnswer: "never",
  handle: async ({ params: { id }, body: { definition }, caller }, world) => {
    if (!caller.permissions.has("case.read")) throw new CasewrightError("forbidden");
    const draft = soundRelease(world, definition);
    const outline = await decisionOutline(world.store, id);
    if (!outline) throw new CasewrightError("not_found");
    await requireCase(world, caller, outline.caseId);
    const decided = await decisionById(world.store, id);
    if (!decided) throw new CasewrightError("not_found");
    const side = await sideOf(world, decided, draft);
    return {
      status: 200,
      body: {
        ...{ id, case: decided.caseId, at: decided.at.toISOString(), release: decided.release },
        before: decided.trace as Decision,
        ...afterOf(side),
      },
    };
  },
});

async function sideOf(
  { store, contributions }: Pick<World, "store" | "contributions">,
  { release, ruleSet, facts }: DecisionDoc,
  draft: ReleaseBody,
): Promise<Side> {
  const { body: recorded } = await releaseByNumber(store, release);
  const source = recorded.ruleSets.find(({ id }) => id === ruleSet);
  const workflow = recorded.workflows.find(({ id }) => id === source?.workflow);
  if (!workflow) return { kind: "unjudged", why: "no_workflow" };
  const { operators } = contributions;
  const answer = answeringUnder({ workflow, ruleSet, under: draft, operators });
  return answer({ facts: facts as Facts });
}

function afterOf(side: Side) {
  if (side.kind === "unjudged") {
    const { kind: _kind, ...unjudged } = side;
    return { after: null, unjudged };
  }
  return { after: side.asked && decisionOf(side.asked.ruleSet, side.facts), unjudged: null };
}

/** Null when the rules refuse the facts, as they would have then. */
function decisionOf(...asked: Parameters<typeof evaluateDecision>): Decision | null {
  try {
    return evaluateDecision(...asked);
  } catch (error) {
    if (error instanceof RulesRefused) return null;
    throw error;
  }
}
