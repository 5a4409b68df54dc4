import { Type } from "@sinclair/typebox";
import { sandboxAddressSchema } from "../../protocol/sandbox-address.js";
import { listSandboxPhones } from "../../store/sandbox-messages.js";
import { defineRoute } from "../route.js";
import { sandboxAddresses } from "../sandbox-addresses.js";

/** The simulated phones that have written or got something. */
export const sandboxPhonesList = defineRoute({
  id: "listSandboxPhones",
  method: "GET",
  path: "/api/sandbox/phones",
  group: "Sandbox",
  summary: "List the simulated phones",
  permission: "sandbox.use",
  answers: {
    200: Type.Object(
      { items: Type.Array(Type.String()), addresses: Type.Array(sandboxAddressSchema) },
      { $id: "PhoneList" },
    ),
  },
  errors: ["not_found"],
  handle: async (_request, world) => {
    const addresses = await sandboxAddresses(world, "africastalking");
    const own = addresses.map(({ address }) => address);
    return { status: 200, body: { items: await listSandboxPhones(world.store, own), addresses } };
  },
});
