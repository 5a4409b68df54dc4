import { Type } from "@sinclair/typebox";
import { caseJourneySchema } from "../../protocol/case-journey.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** The way that a case has come, drawn on the releases that it followed. */
export const caseJourney = defineRoute({
  id: "readCaseJourney",
  method: "GET",
  path: "/api/cases/:id/journey",
  group: "Cases",
  summary: "The way that a case has come",
  description:
    "The workflows that it followed, as far as they can be drawn, what each turn changed in the case, what was asked and not answered yet, and who may do what with it now. What happened stands in its timeline.",
  permission: "case.read",
  params: Type.Object({ id: caseParam }),
  answers: { 200: caseJourneySchema },
  handle: async ({ params, caller }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    return { status: 200, body: await world.cases.journey(_id) };
  },
});
