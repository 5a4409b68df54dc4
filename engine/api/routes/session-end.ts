import { Type } from "@sinclair/typebox";
import { endSession } from "../auth/sign-in.js";
import { defineRoute, nothing } from "../route.js";

/** Signing out: every token of the session is dead, its live connections close. */
export const sessionEnd = defineRoute({
  id: "signOut",
  method: "POST",
  path: "/api/auth/logout",
  aliases: ["/auth/logout"],
  group: "Sign-in",
  summary: "Sign out",
  permission: "signed_in",
  body: Type.Object(
    {
      refreshToken: Type.Optional(
        Type.String({ maxLength: 128, description: "Not needed; the session of the token ends" }),
      ),
    },
    { additionalProperties: false },
  ),
  answers: { 204: nothing },
  keepsAnswer: "never",
  handle: async ({ caller }, world) => {
    await endSession(world, caller.sessionId);
    return { status: 204, body: null };
  },
});
