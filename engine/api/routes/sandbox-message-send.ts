import { Type } from "@sinclair/typebox";
import { inboundCallback } from "../../../plugins/index.js";
import { CasewrightError } from "../../protocol/errors.js";
import { sandboxPhones } from "../../store/sandbox-messages.js";
import { phoneMessageSchema, phoneParams, requirePhone } from "../phone-message.js";
import { defineRoute } from "../route.js";
import { postCallback } from "../sandbox.js";
import { requireAddress, sandboxRecipient } from "../sandbox-addresses.js";

/** Writing an SMS on a simulated phone: posted to our own webhook in the provider's format. */
export const sandboxMessageSend = defineRoute({
  id: "sendSandboxMessage",
  method: "POST",
  path: "/api/sandbox/phones/:number/messages",
  group: "Sandbox",
  summary: "Write an SMS from a simulated phone",
  permission: "sandbox.use",
  params: phoneParams,
  body: Type.Object(
    {
      text: Type.String({ minLength: 1, maxLength: 1_600 }),
      to: sandboxRecipient,
    },
    { additionalProperties: false, $id: "PhoneText" },
  ),
  answers: { 201: phoneMessageSchema },
  handle: async ({ params, body, requestId }, world) => {
    const to = await requireAddress(world, "africastalking", body.to);
    const message = {
      id: requestId,
      from: requirePhone(params.number),
      to,
      text: body.text,
      at: new Date(world.now()).toISOString(),
    };
    if (!(await postCallback(world, "africastalking", inboundCallback(message))))
      throw new CasewrightError("unavailable");
    await sandboxPhones(world.store).record(message);
    return { status: 201, body: message };
  },
});
