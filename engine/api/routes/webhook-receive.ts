import { Type } from "@sinclair/typebox";
import { ChannelInputError } from "../../channels/contract.js";
import { CasewrightError } from "../../protocol/errors.js";
import { takeInbound, webhookLimit } from "../inbound-request.js";
import { REQUEST_LIMITS } from "../json-body.js";
import { defineRoute, type Route } from "../route.js";

const params = Type.Object({
  channel: Type.String({ maxLength: 40, description: "Id of the plugin" }),
  endpoint: Type.String({ maxLength: 200, description: "Id of the endpoint; a secret of its own" }),
});

const answers = {
  202: Type.Object(
    { accepted: Type.Integer({ description: "Messages that are new" }) },
    { $id: "WebhookAnswer" },
  ),
};

/** Where providers hand in what people write. */
export const webhookReceive = webhook("receiveWebhook", "", "Messages from a provider");

/** Where providers hand in how deliveries went. */
export const webhookReceipts = webhook(
  "receiveReceipts",
  "receipts",
  "Delivery reports from a provider",
);

function webhook(id: string, subpath: "" | "receipts", summary: string): Route {
  return defineRoute({
    id,
    method: "POST",
    path: `/webhooks/:channel/:endpoint${subpath === "" ? "" : "/receipts"}`,
    group: "Webhooks",
    summary,
    description:
      "In the provider's own format, which the plugin's README describes. Answered when it is stored for good; the same " +
      "message again changes nothing.",
    permission: "public",
    params,
    reads: "raw",
    maxBytes: (address, { endpoints }) =>
      webhookLimit(endpoints, { ...address, subpath }) ?? REQUEST_LIMITS.bytes,
    body: Type.Unknown({ description: "Whatever the provider sends" }),
    answers,
    errors: ["not_found"],
    keepsAnswer: "never",
    handle: async (request, world) => {
      const { channel, endpoint } = request.params;
      try {
        const { accepted } = await takeInbound(world, channel, {
          method: "POST",
          endpoint,
          subpath,
          query: request.query as Readonly<Record<string, string>>,
          headers: request.headers,
          body: request.raw,
          remoteAddress: request.remoteAddress,
        });
        return { status: 202, body: { accepted } };
      } catch (error) {
        throw error instanceof ChannelInputError
          ? new CasewrightError("invalid_request", { detail: error.code })
          : error;
      }
    },
  });
}
