import { Type } from "@sinclair/typebox";
import { listSandboxMailboxes } from "../../store/sandbox-messages.js";
import { defineRoute } from "../route.js";
import { SANDBOX_ADDRESS, sandboxEndpoint } from "../sandbox.js";

/** The simulated mailboxes that have written or got something. */
export const sandboxMailboxesList = defineRoute({
  id: "listSandboxMailboxes",
  method: "GET",
  path: "/api/sandbox/mailboxes",
  group: "Sandbox",
  summary: "List the simulated mailboxes",
  permission: "sandbox.use",
  answers: { 200: Type.Object({ items: Type.Array(Type.String()) }, { $id: "MailboxList" }) },
  errors: ["not_found"],
  handle: async (_request, world) => {
    sandboxEndpoint(world, "sendgrid");
    const items = await listSandboxMailboxes(world.store, SANDBOX_ADDRESS);
    return { status: 200, body: { items } };
  },
});
