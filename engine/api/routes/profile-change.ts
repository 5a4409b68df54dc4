import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { awaySchema, phoneRequestSchema, profileSchema } from "../../protocol/session.js";
import { revokeSessionsOf } from "../../store/sessions.js";
import { changeUser, userById, type UserChange } from "../../store/users.js";
import { asUser, profileOf } from "../auth/callers.js";
import { callerOf } from "../caller.js";
import { defineRoute } from "../route.js";
import { awayTime } from "../staff-work.js";
import { staffPhone } from "../staff-phone.js";
import type { World } from "../world.js";

const bodySchema = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    phone: Type.Optional(phoneRequestSchema),
    away: Type.Optional(Type.Union([awaySchema, Type.Null()])),
    password: Type.Optional(Type.String({ minLength: 8, maxLength: 128 })),
    currentPassword: Type.Optional(
      Type.String({ maxLength: 128, description: "Needed to change the password" }),
    ),
  },
  { additionalProperties: false, $id: "ProfileChange" },
);

/** Changing one's own name, phone or password, and saying when one is away. */
export const profileChange = defineRoute({
  id: "changeProfile",
  method: "PUT",
  path: "/api/auth/profile",
  group: "Sign-in",
  summary: "Change my name, phone or password, say when I am away",
  description: "A new password ends all other sessions of the person.",
  permission: "signed_in",
  body: bodySchema,
  answers: { 200: profileSchema },
  errors: ["bad_credentials", "too_many_requests"],
  keepsAnswer: "never",
  handle: async ({ body, caller }, world) => {
    const { id } = caller.user;
    const { organisation } = (await world.release()).body;
    const user = await changeUser(world.store, id, {
      ...(body.phone === undefined ? {} : { phone: staffPhone(body.phone, organisation) }),
      ...(body.away === undefined ? {} : { away: awayTime(body.away) }),
      ...(await changeOf(world, id, body)),
    });
    if (!user) throw new CasewrightError("unauthenticated");
    if (body.password !== undefined)
      await revokeSessionsOf(world.store, id, {
        at: new Date(world.now()),
        except: caller.sessionId,
      });
    world.callers.forget(caller.sessionId);
    const changed = callerOf(asUser(user), caller.sessionId, organisation);
    return { status: 200, body: profileOf(changed, organisation) };
  },
});

async function changeOf(
  world: World,
  id: string,
  body: { readonly name?: string; readonly password?: string; readonly currentPassword?: string },
): Promise<UserChange> {
  const name = body.name === undefined ? {} : { name: body.name };
  if (body.password === undefined) return name;
  const user = await userById(world.store, id);
  const isRight = await world.passwords.fits(
    body.currentPassword ?? "",
    user?.passwordHash ?? null,
  );
  if (!isRight) throw new CasewrightError("bad_credentials");
  return { ...name, passwordHash: await world.passwords.hash(body.password) };
}
