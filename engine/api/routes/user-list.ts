import { Type } from "@sinclair/typebox";
import { userSchema } from "../../protocol/session.js";
import { listUsers } from "../../store/users.js";
import { asUser } from "../auth/callers.js";
import { defineRoute } from "../route.js";

/** The staff, for assigning cases and for administration. */
export const userList = defineRoute({
  id: "listUsers",
  method: "GET",
  path: "/api/users",
  aliases: ["/users"],
  group: "People",
  summary: "List the staff",
  permission: "user.read",
  answers: { 200: Type.Object({ items: Type.Array(userSchema) }, { $id: "UserList" }) },
  handle: async (_request, { store }) => ({
    status: 200,
    body: { items: (await listUsers(store)).map(asUser) },
  }),
});
