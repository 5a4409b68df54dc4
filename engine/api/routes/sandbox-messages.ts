import { Type } from "@sinclair/typebox";
import { sandboxPhones } from "../../store/sandbox-messages.js";
import { phoneMessageSchema, phoneParams, requirePhone } from "../phone-message.js";
import { defineRoute } from "../route.js";
import { sandboxEndpoint } from "../sandbox.js";

/** What one simulated phone has sent and got, oldest first. */
export const sandboxMessagesList = defineRoute({
  id: "listSandboxMessages",
  method: "GET",
  path: "/api/sandbox/phones/:number/messages",
  group: "Sandbox",
  summary: "What a simulated phone shows",
  permission: "sandbox.use",
  params: phoneParams,
  answers: {
    200: Type.Object({ items: Type.Array(phoneMessageSchema) }, { $id: "PhoneMessageList" }),
  },
  handle: async ({ params }, world) => {
    sandboxEndpoint(world, "africastalking");
    const items = await sandboxPhones(world.store).list(requirePhone(params.number));
    return { status: 200, body: { items: items.slice() } };
  },
});
