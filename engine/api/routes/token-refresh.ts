import { Type } from "@sinclair/typebox";
import { refresh } from "../auth/sign-in.js";
import { defineRoute } from "../route.js";
import { tokenPairSchema } from "./token-create.js";

/** Renewing a pair of tokens, for programs; the same rules as `/auth/refresh`. */
export const tokenRefresh = defineRoute({
  id: "refreshToken",
  method: "POST",
  path: "/api/token/refresh",
  group: "Sign-in",
  summary: "Renew a pair of tokens",
  permission: "public",
  body: Type.Object(
    { refresh: Type.String({ minLength: 1, maxLength: 128 }) },
    { additionalProperties: false, $id: "TokenRefreshRequest" },
  ),
  answers: { 200: tokenPairSchema },
  errors: ["unauthenticated"],
  keepsAnswer: "never",
  handle: async ({ body }, world) => {
    const { token, refreshToken } = await refresh(world, body.refresh);
    return { status: 200, body: { access: token, refresh: refreshToken } };
  },
});
