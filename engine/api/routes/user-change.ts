import { Type } from "@sinclair/typebox";
import { capacitySchema } from "../../definition/assign.js";
import { CasewrightError } from "../../protocol/errors.js";
import {
  awaySchema,
  phoneRequestSchema,
  slackIdSchema,
  userSchema,
} from "../../protocol/session.js";
import { revokeSessionsOf } from "../../store/sessions.js";
import type { Store } from "../../store/store.js";
import { changeUser, type UserChange } from "../../store/users.js";
import { asUser } from "../auth/callers.js";
import { requireRoles } from "../require-roles.js";
import { awayTime, requireWork } from "../staff-work.js";
import { defineRoute } from "../route.js";
import { staffPhone } from "../staff-phone.js";

/**
 * Other roles, another name or phone for a member of staff, what they can be given and when, or their end: a deactivated
 * person is signed out everywhere.
 */
export const userChange = defineRoute({
  id: "changeUser",
  method: "PATCH",
  path: "/api/users/:id",
  aliases: ["/users/:id"],
  group: "People",
  summary: "Change roles, name, phone, Slack, work and absence, deactivate",
  description:
    "Cases that wait are given out as soon as a change makes it possible. Nobody deactivates themselves or takes away their own right to manage people. No two people have the same member id at Slack.",
  permission: "user.manage",
  params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
  body: Type.Object(
    {
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      roles: Type.Optional(
        Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20 }),
      ),
      phone: Type.Optional(phoneRequestSchema),
      slack: Type.Optional(slackIdSchema),
      capacity: Type.Optional(Type.Union([capacitySchema, Type.Null()])),
      skills: Type.Optional(
        Type.Array(Type.String({ maxLength: 40 }), { maxItems: 50, uniqueItems: true }),
      ),
      hours: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
      away: Type.Optional(Type.Union([awaySchema, Type.Null()])),
      active: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false, $id: "UserChange" },
  ),
  answers: { 200: userSchema },
  handle: async ({ params, body, caller }, world) => {
    if (params.id === caller.user.id && (body.active === false || body.roles !== undefined))
      throw new CasewrightError("forbidden", { detail: "Ask another administrator." });
    const release = (await world.release()).body;
    const { organisation } = release;
    if (body.roles) requireRoles(body.roles, organisation);
    requireWork(body, release);
    const { away, ...members } = body;
    const user = await changed(world.store, params.id, {
      ...members,
      ...(away === undefined ? {} : { away: awayTime(away) }),
      ...(body.roles ? { roles: [...new Set(body.roles)] } : {}),
      ...(body.phone === undefined ? {} : { phone: staffPhone(body.phone, organisation) }),
    });
    if (!user) throw new CasewrightError("not_found");
    if (body.active === false)
      await revokeSessionsOf(world.store, user._id, { at: new Date(world.now()) });
    return { status: 200, body: asUser(user) };
  },
});

/** @throws CasewrightError invalid_input when somebody else has the member id at Slack */
async function changed(store: Store, id: string, change: UserChange) {
  try {
    return await changeUser(store, id, change);
  } catch (error) {
    if (!(error instanceof CasewrightError && error.code === "already_exists")) throw error;
    const taken = { pointer: "/slack", message: "Somebody else has this member ID" };
    throw new CasewrightError("invalid_input", { errors: [taken] });
  }
}
