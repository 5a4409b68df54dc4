import { Type } from "@sinclair/typebox";
import { parseCaseId } from "../../cases/case-id.js";
import { readFacets } from "../../definition/facets.js";
import { caseListSchema } from "../../protocol/case.js";
import { facetsQuery } from "../facets-query.js";
import { listScope } from "../list-scope.js";
import { defineRoute } from "../route.js";

const name = (description: string) => Type.Optional(Type.String({ maxLength: 40, description }));

/** The cases a person sees, narrowed and in pages: most urgent first, then oldest; or what is due first. */
export const caseList = defineRoute({
  id: "listCases",
  method: "GET",
  path: "/api/cases",
  group: "Cases",
  summary: "List cases",
  permission: "case.read",
  query: Type.Object(
    {
      workflow: name("Id of a workflow"),
      queue: name("Id of a queue"),
      state: name("Id of a state"),
      status: Type.Optional(Type.Union([Type.Literal("open"), Type.Literal("closed")])),
      priority: name("A priority of the workflow"),
      assignee: name("Id of a person, or `me`"),
      contact: name("Id of the contact that it is about, as `POST /api/contacts/find` tells it"),
      facets: facetsQuery,
      text: Type.Optional(Type.String({ maxLength: 40, description: "The id of one case" })),
      order: Type.Optional(
        Type.Union([Type.Literal("urgency"), Type.Literal("due")], {
          description: "What comes first: the most urgent, or what is or was due first",
        }),
      ),
      due: Type.Optional(
        Type.Union([Type.Literal("late"), Type.Literal("risk"), Type.Literal("promised")], {
          description:
            "Those that are late, those at risk of it, or all that have promised something; in the order `due`",
        }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
      cursor: Type.Optional(
        Type.String({ maxLength: 400, description: "`next` of the page before" }),
      ),
    },
    { additionalProperties: false },
  ),
  answers: { 200: caseListSchema },
  handle: async ({ query, caller }, { cases }) => {
    const { limit = 50, assignee, text, facets, ...members } = query;
    const body = await cases.list({
      ...members,
      ...(query.due === undefined ? {} : { order: "due" as const }),
      ...(assignee === undefined
        ? {}
        : { assignee: assignee === "me" ? caller.user.id : assignee }),
      ...(facets === undefined ? {} : { facets: readFacets(facets) }),
      ...(text === undefined ? {} : { text: parseCaseId(text) ?? text }),
      ...listScope(caller),
      limit,
    });
    return { status: 200, body };
  },
});
