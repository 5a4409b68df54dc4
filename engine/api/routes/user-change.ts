import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { phoneRequestSchema, userSchema } from "../../protocol/session.js";
import { revokeSessionsOf } from "../../store/sessions.js";
import { changeUser } from "../../store/users.js";
import { asUser } from "../auth/callers.js";
import { requireRoles } from "../require-roles.js";
import { defineRoute } from "../route.js";
import { staffPhone } from "../staff-phone.js";

/** Other roles, another name or phone for a member of staff, or their end: a deactivated person is signed out everywhere. */
export const userChange = defineRoute({
  id: "changeUser",
  method: "PATCH",
  path: "/api/users/:id",
  aliases: ["/users/:id"],
  group: "People",
  summary: "Change roles, name or phone, deactivate",
  description: "Nobody deactivates themselves or takes away their own right to manage people.",
  permission: "user.manage",
  params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
  body: Type.Object(
    {
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      roles: Type.Optional(
        Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20 }),
      ),
      phone: Type.Optional(phoneRequestSchema),
      active: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false, $id: "UserChange" },
  ),
  answers: { 200: userSchema },
  handle: async ({ params, body, caller }, world) => {
    if (params.id === caller.user.id && (body.active === false || body.roles !== undefined))
      throw new CasewrightError("forbidden", { detail: "Ask another administrator." });
    const { organisation } = (await world.release()).body;
    if (body.roles) requireRoles(body.roles, organisation);
    const user = await changeUser(world.store, params.id, {
      ...body,
      ...(body.roles ? { roles: [...new Set(body.roles)] } : {}),
      ...(body.phone === undefined ? {} : { phone: staffPhone(body.phone, organisation) }),
    });
    if (!user) throw new CasewrightError("not_found");
    if (body.active === false)
      await revokeSessionsOf(world.store, user._id, { at: new Date(world.now()) });
    return { status: 200, body: asUser(user) };
  },
});
