import { Type } from "@sinclair/typebox";
import { sessionSchema } from "../../protocol/session.js";
import { refresh } from "../auth/sign-in.js";
import { defineRoute } from "../route.js";

/** Trading a refresh token for a new pair of tokens. */
export const sessionRefresh = defineRoute({
  id: "refreshSession",
  method: "POST",
  path: "/auth/refresh",
  aliases: ["/api/auth/refresh"],
  group: "Sign-in",
  summary: "Renew a session",
  description:
    "The old refresh token is used up. Sent again within ten seconds it gets the identical answer; later it ends the session.",
  permission: "public",
  body: Type.Object(
    { refreshToken: Type.String({ minLength: 1, maxLength: 128 }) },
    { additionalProperties: false, $id: "RefreshRequest" },
  ),
  answers: { 200: sessionSchema },
  errors: ["unauthenticated"],
  keepsAnswer: "never",
  handle: async ({ body }, world) => ({
    status: 200,
    body: await refresh(world, body.refreshToken),
  }),
});
