import { Type } from "@sinclair/typebox";
import { sandboxAddressSchema } from "../../protocol/sandbox-address.js";
import { listSandboxMailboxes } from "../../store/sandbox-messages.js";
import { defineRoute } from "../route.js";
import { sandboxAddresses } from "../sandbox-addresses.js";

/** The simulated mailboxes that have written or got something. */
export const sandboxMailboxesList = defineRoute({
  id: "listSandboxMailboxes",
  method: "GET",
  path: "/api/sandbox/mailboxes",
  group: "Sandbox",
  summary: "List the simulated mailboxes",
  permission: "sandbox.use",
  answers: {
    200: Type.Object(
      { items: Type.Array(Type.String()), addresses: Type.Array(sandboxAddressSchema) },
      { $id: "MailboxList" },
    ),
  },
  errors: ["not_found"],
  handle: async (_request, world) => {
    const addresses = await sandboxAddresses(world, "sendgrid");
    const own = addresses.map(({ address }) => address);
    return {
      status: 200,
      body: { items: await listSandboxMailboxes(world.store, own), addresses },
    };
  },
});
