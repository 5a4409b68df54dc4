import { Type } from "@sinclair/typebox";
import { changeRights, mayChangeAll } from "../../definition/change-rights.js";
import { caseTestSchema } from "../../protocol/case-test.js";
import { CasewrightError } from "../../protocol/errors.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { caseTestOf } from "../case-story.js";
import { defineRoute } from "../route.js";

/** A case as a test of its workflow. */
export const caseTest = defineRoute({
  id: "readCaseTest",
  method: "GET",
  path: "/api/cases/:id/test",
  group: "Cases",
  summary: "A case as a test of its workflow",
  description:
    "What happened to the case as the steps of a test, with nothing of the patient in it: texts keep only the words that rules look for, " +
    "fields only what the schema calls free of personal data, people are roles, and it happens in another week. It is played once on the " +
    "release that the case followed; what a test cannot say, and where it comes out otherwise, is told. It takes the right to change the " +
    "tests of the workflow besides that to read the case.",
  permission: "release.publish",
  params: Type.Object({ id: caseParam }),
  answers: { 200: caseTestSchema },
  errors: ["forbidden", "change_not_allowed"],
  handle: async ({ params, caller }, world) => {
    if (!caller.permissions.has("case.read")) throw new CasewrightError("forbidden");
    const doc = await requireCase(world, caller, params.id);
    const { organisation } = (await world.release()).body;
    const rights = changeRights(organisation, caller.user.roles);
    if (!mayChangeAll(rights, ["workflows", doc.workflow, "tests"]))
      throw new CasewrightError("change_not_allowed");
    const body = await caseTestOf(world, doc);
    if (body === null) throw new CasewrightError("not_found");
    return { status: 200, body };
  },
});
