import { Type } from "@sinclair/typebox";
import { answerAsProvider } from "../../../plugins/index.js";
import { sandboxPhones } from "../../store/sandbox-messages.js";
import { CasewrightError } from "../../protocol/errors.js";
import { defineRoute } from "../route.js";
import { postCallbacks, sandboxEndpoint } from "../sandbox.js";

/** The provider's own API, played by us while the channel is in sandbox mode: a phone simulator stands behind it. */
export const sandboxProvider = defineRoute({
  id: "sandboxProvider",
  method: "POST",
  path: "/sandbox/africastalking/version1/messaging",
  group: "Sandbox",
  summary: "The SMS provider, played by us",
  description: "Only while a channel is in sandbox mode. Takes what Africa's Talking takes.",
  permission: "public",
  reads: "raw",
  body: Type.String({ contentMediaType: "application/x-www-form-urlencoded" }),
  answers: { 201: Type.Object({}, { additionalProperties: true }) },
  errors: ["not_found", "unauthenticated", "invalid_request"],
  keepsAnswer: "never",
  handle: async ({ headers, raw }, world) => {
    const { settings } = sandboxEndpoint(world, "africastalking");
    const answer = await answerAsProvider(
      { method: "POST", path: "/version1/messaging", headers, body: raw },
      {
        phones: sandboxPhones(world.store),
        apiKey: String(settings["apiKey"]),
        newId: world.newId,
        now: () => new Date(world.now()),
      },
    );
    if (answer.status === 401) throw new CasewrightError("unauthenticated");
    if (answer.status !== 201) throw new CasewrightError("invalid_request");
    // The provider answers first and reports deliveries afterwards.
    setImmediate(() => void postCallbacks(world, "africastalking", answer.callbacks));
    return { status: 201, body: JSON.parse(answer.body) as Record<string, unknown> };
  },
});
