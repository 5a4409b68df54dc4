import { Type } from "@sinclair/typebox";
import { inboundMail } from "../../../plugins/index.js";
import { CasewrightError } from "../../protocol/errors.js";
import { recordSandboxMail } from "../../store/sandbox-messages.js";
import { mailboxMailSchema, mailboxParams, requireMailbox } from "../mailbox-mail.js";
import { defineRoute } from "../route.js";
import { postCallback } from "../sandbox.js";
import { requireAddress, sandboxRecipient } from "../sandbox-addresses.js";

/** A file that goes along. */
const fileSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 255 }),
    content: Type.String({
      pattern: "^[A-Za-z0-9+/]*={0,2}$",
      contentEncoding: "base64",
      description: "The bytes in base64",
    }),
  },
  { additionalProperties: false },
);

/** Two pictures of a phone's camera in base64. */
const MAX_BYTES = 12 * 1024 * 1024;

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
      to: sandboxRecipient,
      files: Type.Optional(Type.Array(fileSchema, { maxItems: 10 })),
    },
    { additionalProperties: false, $id: "MailboxText" },
  ),
  maxBytes: () => MAX_BYTES,
  answers: { 201: mailboxMailSchema },
  handle: async ({ params, body, requestId }, world) => {
    const to = await requireAddress(world, "sendgrid", body.to);
    const mail = {
      id: requestId,
      from: requireMailbox(params.address),
      to,
      subject: body.subject,
      text: body.text,
      at: new Date(world.now()).toISOString(),
    };
    const files = (body.files ?? []).map(({ name, content }) => ({
      name,
      bytes: Buffer.from(content, "base64"),
    }));
    if (!(await postCallback(world, "sendgrid", inboundMail(mail, files))))
      throw new CasewrightError("unavailable");
    await recordSandboxMail(world.store, mail);
    return { status: 201, body: mail };
  },
});
