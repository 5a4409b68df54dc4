import { userRequestSchema, userSchema } from "../../protocol/session.js";
import { insertUser, normalEmail } from "../../store/users.js";
import { asUser } from "../auth/callers.js";
import { defineRoute } from "../route.js";
import { requireRoles } from "../require-roles.js";
import { staffPhone } from "../staff-phone.js";

/** A new member of staff. */
export const userCreate = defineRoute({
  id: "createUser",
  method: "POST",
  path: "/users",
  aliases: ["/api/users"],
  group: "People",
  summary: "Add a member of staff",
  permission: "user.manage",
  body: userRequestSchema,
  answers: { 201: userSchema },
  errors: ["already_exists", "too_many_requests"],
  handle: async ({ body, requestId }, world) => {
    const { organisation } = (await world.release()).body;
    requireRoles(body.roles, organisation);
    const user = {
      _id: requestId,
      email: normalEmail(body.email),
      name: body.name.normalize("NFC"),
      phone: staffPhone(body.phone, organisation),
      passwordHash: await world.passwords.hash(body.password),
      roles: [...new Set(body.roles)],
      active: true,
      createdAt: new Date(world.now()),
    };
    await insertUser(world.store, user);
    return { status: 201, body: asUser(user), headers: { location: `/api/users/${user._id}` } };
  },
});
