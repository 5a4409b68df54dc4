import { Type } from "@sinclair/typebox";
import { definitionSchema } from "../definition-shapes.js";
import { defineRoute } from "../route.js";

/** The message templates of the current release. */
export const templateList = defineRoute({
  id: "listTemplates",
  method: "GET",
  path: "/api/templates",
  group: "Releases",
  summary: "List the message templates",
  permission: "release.read",
  answers: {
    200: Type.Object({ items: Type.Array(definitionSchema("template")) }, { $id: "TemplateList" }),
  },
  handle: async (_request, { release }) => ({
    status: 200,
    body: { items: (await release()).body.templates },
  }),
});
