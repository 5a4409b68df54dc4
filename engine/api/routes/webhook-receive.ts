import { Type } from "@sinclair/typebox";
import { ChannelInputError, type RawRequest } from "../../channels/contract.js";
import { CasewrightError } from "../../protocol/errors.js";
import { takeInbound, webhookLimit } from "../inbound-request.js";
import { REQUEST_LIMITS } from "../json-body.js";
import { defineRoute } from "../route.js";
import type { World } from "../world.js";

const params = Type.Object({
  channel: Type.String({ maxLength: 40, description: "Id of the plugin" }),
  endpoint: Type.String({ maxLength: 200, description: "Id of the endpoint; a secret of its own" }),
});

const answerSchema = Type.Object(
  { accepted: Type.Integer({ description: "Messages that are new" }) },
  { $id: "WebhookAnswer" },
);

const DESCRIPTION =
  "In the provider's own format, which the plugin's README describes. Answered when it is stored for good; the same " +
  "message again changes nothing.";

/** What all of them share. */
const webhook = {
  method: "POST",
  group: "Webhooks",
  description: DESCRIPTION,
  permission: "public",
  params,
  reads: "raw",
  body: Type.Unknown({ description: "Whatever the provider sends" }),
  errors: ["not_found"],
  keepsAnswer: "never",
} as const;

/** Where providers hand in what people write. */
export const webhookReceive = defineRoute({
  ...webhook,
  id: "receiveWebhook",
  path: "/webhooks/:channel/:endpoint",
  summary: "Messages from a provider",
  maxBytes: limitOf(""),
  answers: { 202: answerSchema },
  handle: async (request, world) => ({ status: 202, body: await take(world, request, "") }),
});

/** Where providers hand in how deliveries went. */
export const webhookReceipts = defineRoute({
  ...webhook,
  id: "receiveReceipts",
  path: "/webhooks/:channel/:endpoint/receipts",
  summary: "Delivery reports from a provider",
  maxBytes: limitOf("receipts"),
  answers: { 202: answerSchema },
  handle: async (request, world) => ({ status: 202, body: await take(world, request, "receipts") }),
});

/**
 * Where providers hand in what staff press under our messages. They wait some seconds and want 200, so it is dealt with after the
 * answer.
 */
export const webhookPresses = defineRoute({
  ...webhook,
  id: "receivePresses",
  path: "/webhooks/:channel/:endpoint/presses",
  summary: "Buttons under messages to staff that were pressed",
  maxBytes: limitOf("presses"),
  answers: { 200: answerSchema },
  handle: async (request, world) => ({ status: 200, body: await take(world, request, "presses") }),
});

type Subpath = "" | "receipts" | "presses";

function limitOf(subpath: Subpath) {
  return (
    address: { readonly channel: string; readonly endpoint: string },
    { endpoints }: Pick<World, "endpoints">,
  ): number => webhookLimit(endpoints, { ...address, subpath }) ?? REQUEST_LIMITS.bytes;
}

/** A request as far as it is handed to a plugin. */
type Raw = Pick<RawRequest, "headers" | "remoteAddress"> & {
  readonly params: { readonly channel: string; readonly endpoint: string };
  readonly query: unknown;
  readonly raw: Uint8Array;
};

async function take(world: World, request: Raw, subpath: Subpath) {
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
    return { accepted };
  } catch (error) {
    throw error instanceof ChannelInputError
      ? new CasewrightError("invalid_request", { detail: error.code })
      : error;
  }
}
