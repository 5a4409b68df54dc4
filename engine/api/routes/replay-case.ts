import { Type } from "@sinclair/typebox";
import { type CourseView, replayedCaseSchema } from "../../protocol/case-replay.js";
import { CasewrightError } from "../../protocol/errors.js";
import type { Course } from "../../replay/course/course.js";
import { courseOf } from "../../replay/course/play.js";
import { turnsOf } from "../../store/recorded-cases.js";
import { currentRelease } from "../../store/releases.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { definitionSchema } from "../definition-shapes.js";
import { soundRelease } from "../publish.js";
import { defineRoute } from "../route.js";

/** One case as it goes now, and as it would go with a draft. */
export const replayCase = defineRoute({
  id: "replayCase",
  method: "POST",
  path: "/api/replays/cases/:id",
  group: "Releases",
  summary: "How one case goes now, and how it would go with a draft",
  description:
    "Step by step with the promises of each. Nothing that somebody wrote is in it; it takes the right to read the case all the same, " +
    "besides that to publish, and stands in the audit trail.",
  permission: "release.publish",
  params: Type.Object({ id: caseParam }),
  reads: "definition",
  body: Type.Object(
    { definition: definitionSchema("release") },
    { additionalProperties: false, $id: "ReplayedCaseRequest" },
  ),
  answers: { 200: replayedCaseSchema },
  errors: ["invalid_definition", "not_found", "erased"],
  keepsAnswer: "never",
  handle: async ({ params, body: { definition }, caller }, world) => {
    if (!caller.permissions.has("case.read")) throw new CasewrightError("forbidden");
    const draft = soundRelease(world, definition);
    const { _id: id, workflow } = await requireCase(world, caller, params.id);
    const turns = (await turnsOf(world.store, [id])).get(id) ?? [];
    const { body: running } = await currentRelease(world.store);
    const { operators } = world.contributions;
    const [before = null, after = null] = [running, draft].map((release) => {
      const course = courseOf(turns, { release, workflow, operators, now: world.now() });
      return course ? viewOf(course) : null;
    });
    return { status: 200, body: { case: id, before, after } };
  },
});

function viewOf({ steps, promises, stop }: Course): CourseView {
  return {
    steps: steps.map((step) => ({ ...step, at: instant(step.at) })),
    promises: promises.map(({ clock, dueAt, brokenAt, endedAt }) => ({
      clock,
      dueAt: instantOrNone(dueAt),
      brokenAt: instantOrNone(brokenAt),
      endedAt: instantOrNone(endedAt),
    })),
    refused: stop?.why === "refused" ? stop.action : null,
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

function instantOrNone(at: number | null): string | null {
  return at === null ? null : instant(at);
}
