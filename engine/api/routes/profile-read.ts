import { profileSchema } from "../../protocol/session.js";
import { profileOf } from "../auth/callers.js";
import { defineRoute } from "../route.js";

/** Who is signed in, and what they may do now. */
export const profileRead = defineRoute({
  id: "readProfile",
  method: "GET",
  path: "/api/auth/profile",
  group: "Sign-in",
  summary: "Who am I",
  permission: "signed_in",
  answers: { 200: profileSchema },
  handle: async ({ caller }, { release }) => ({
    status: 200,
    body: profileOf(caller, (await release()).body.organisation),
  }),
});
