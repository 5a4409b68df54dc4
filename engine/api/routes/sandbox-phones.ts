import { Type } from "@sinclair/typebox";
import { listSandboxPhones } from "../../store/sandbox-messages.js";
import { defineRoute } from "../route.js";
import { sandboxEndpoint } from "../sandbox.js";

/** The simulated phones that have written or got something. */
export const sandboxPhonesList = defineRoute({
  id: "listSandboxPhones",
  method: "GET",
  path: "/api/sandbox/phones",
  group: "Sandbox",
  summary: "List the simulated phones",
  permission: "sandbox.use",
  answers: { 200: Type.Object({ items: Type.Array(Type.String()) }, { $id: "PhoneList" }) },
  errors: ["not_found"],
  handle: async (_request, world) => {
    sandboxEndpoint(world, "africastalking");
    return { status: 200, body: { items: await listSandboxPhones(world.store) } };
  },
});
