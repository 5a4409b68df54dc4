import { Type } from "@sinclair/typebox";
import { loginRequestSchema } from "../../protocol/session.js";
import { signIn } from "../auth/sign-in.js";
import { defineRoute } from "../route.js";

/** A pair of tokens, as programs written for the reference documents ask for it. */
export const tokenPairSchema = Type.Object(
  { access: Type.String(), refresh: Type.String() },
  { $id: "TokenPair" },
);

/** Signing in, for programs. */
export const tokenCreate = defineRoute({
  id: "createToken",
  method: "POST",
  path: "/api/token",
  group: "Sign-in",
  summary: "Sign in and get a pair of tokens",
  permission: "public",
  body: loginRequestSchema,
  answers: { 200: tokenPairSchema },
  errors: ["bad_credentials", "too_many_requests"],
  keepsAnswer: "never",
  handle: async ({ body, remoteAddress }, world) => {
    const { token, refreshToken } = await signIn(world, body, remoteAddress);
    return { status: 200, body: { access: token, refresh: refreshToken } };
  },
});
