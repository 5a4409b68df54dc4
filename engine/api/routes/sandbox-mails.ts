import { Type } from "@sinclair/typebox";
import { sandboxMails } from "../../store/sandbox-messages.js";
import { mailboxMailSchema, mailboxParams, requireMailbox } from "../mailbox-mail.js";
import { defineRoute } from "../route.js";
import { sandboxEndpoint } from "../sandbox.js";

/** What one simulated mailbox has sent and got, oldest first. */
export const sandboxMailsList = defineRoute({
  id: "listSandboxMails",
  method: "GET",
  path: "/api/sandbox/mailboxes/:address/mails",
  group: "Sandbox",
  summary: "What a simulated mailbox shows",
  permission: "sandbox.use",
  params: mailboxParams,
  answers: {
    200: Type.Object({ items: Type.Array(mailboxMailSchema) }, { $id: "MailboxMailList" }),
  },
  handle: async ({ params }, world) => {
    sandboxEndpoint(world, "sendgrid");
    const items = await sandboxMails(world.store, requireMailbox(params.address));
    return { status: 200, body: { items } };
  },
});
