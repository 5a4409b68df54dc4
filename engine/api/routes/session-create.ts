import { loginRequestSchema, sessionSchema } from "../../protocol/session.js";
import { signIn } from "../auth/sign-in.js";
import { defineRoute } from "../route.js";

/** Signing in with e-mail and password. */
export const sessionCreate = defineRoute({
  id: "signIn",
  method: "POST",
  path: "/auth/login",
  aliases: ["/api/auth/login"],
  group: "Sign-in",
  summary: "Sign in",
  description:
    "After ten failures within 15 minutes an account has to wait. `token` lives ten minutes; `refreshToken` works once.",
  permission: "public",
  body: loginRequestSchema,
  answers: { 200: sessionSchema },
  errors: ["bad_credentials", "too_many_requests"],
  keepsAnswer: "never",
  handle: async ({ body, remoteAddress }, world) => ({
    status: 200,
    body: await signIn(world, body, remoteAddress),
  }),
});
