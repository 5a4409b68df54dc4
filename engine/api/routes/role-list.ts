import { Type } from "@sinclair/typebox";
import { defineRoute } from "../route.js";

/** The roles that people can be given. */
export const roleList = defineRoute({
  id: "listRoles",
  method: "GET",
  path: "/api/roles",
  group: "People",
  summary: "List the roles",
  permission: "user.read",
  answers: {
    200: Type.Object(
      {
        items: Type.Array(
          Type.Object({
            id: Type.String(),
            name: Type.String(),
            permissions: Type.Array(Type.String()),
            queues: Type.Array(Type.String(), { description: "`*` for all" }),
          }),
        ),
      },
      { $id: "RoleList" },
    ),
  },
  handle: async (_request, { release }) => {
    const { roles } = (await release()).body.organisation;
    return { status: 200, body: { items: roles } };
  },
});
