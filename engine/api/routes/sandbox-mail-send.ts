import { Type } from "@sinclair/typebox";
import { inboundMail } from "../../../plugins/index.js";
import { CasewrightError } from "../../protocol/errors.js";
import { recordSandboxMail } from "../../store/sandbox-messages.js";
import { mailboxMailSchema, mailboxParams, requireMailbox } from "../mailbox-mail.js";
import { defineRoute } from "../route.js";
import { postCallback, SANDBOX_ADDRESS, sandboxEndpoint } from "../sandbox.js";

/** Writing a mail in a simulated mailbox: posted to our own webhook in the provider's format. */
export const sandboxMailSend = defineRoute({
  id: "sendSandboxMail",
  method: "POST",
  path: "/api/sandbox/mailboxes/:address/mails",
  group: "Sandbox",
  summary: "Write a mail from a simulated mailbox",
  permission: "sandbox.use",
  params: mailboxParams,
  body: Type.Object(
    {
      subject: Type.String({ maxLength: 200 }),
      text: Type.String({ minLength: 1, maxLength: 10_000 }),
    },
    { additionalProperties: false, $id: "MailboxText" },
  ),
  answers: { 201: mailboxMailSchema },
  handle: async ({ params, body, requestId }, world) => {
    sandboxEndpoint(world, "sendgrid");
    const mail = {
      id: requestId,
      from: requireMailbox(params.address),
      to: SANDBOX_ADDRESS,
      subject: body.subject,
      text: body.text,
      at: new Date(world.now()).toISOString(),
    };
    if (!(await postCallback(world, "sendgrid", inboundMail(mail))))
      throw new CasewrightError("unavailable");
    await recordSandboxMail(world.store, mail);
    return { status: 201, body: mail };
  },
});
