import { Type } from "@sinclair/typebox";
import { answerAsSendgrid } from "../../../plugins/index.js";
import { CasewrightError } from "../../protocol/errors.js";
import { recordSandboxMail } from "../../store/sandbox-messages.js";
import { defineRoute } from "../route.js";
import { postCallbacks, sandboxEndpoint } from "../sandbox.js";

/** SendGrid's own API, played by us while e-mail is in sandbox mode: simulated mailboxes stand behind it. */
export const sandboxMailProvider = defineRoute({
  id: "sandboxMailProvider",
  method: "POST",
  path: "/sandbox/sendgrid/v3/mail/send",
  group: "Sandbox",
  summary: "The e-mail provider, played by us",
  description: "Only while e-mail is in sandbox mode. Takes what SendGrid takes.",
  permission: "public",
  reads: "raw",
  body: Type.Unknown({ description: "A mail as SendGrid takes it" }),
  answers: { 202: Type.String({ contentMediaType: "text/plain", description: "Nothing" }) },
  errors: ["not_found", "invalid_request"],
  keepsAnswer: "never",
  handle: async ({ headers, raw }, world) => {
    const { settings } = sandboxEndpoint(world, "sendgrid");
    const answer = await answerAsSendgrid(
      { path: "/v3/mail/send", headers, body: raw },
      {
        apiKey: String(settings["apiKey"]),
        record: (mail) => recordSandboxMail(world.store, mail),
        now: () => new Date(world.now()),
      },
    );
    // Their 401 would say that a session is wanted, and no session opens this.
    if (answer.status === 401) throw new CasewrightError("not_found");
    if (answer.status !== 202) throw new CasewrightError("invalid_request");
    // The provider answers first and reports deliveries afterwards.
    setImmediate(() => void postCallbacks(world, "sendgrid", answer.callbacks));
    return { status: 202, body: "" };
  },
});
