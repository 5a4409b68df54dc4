import { type Static, Type } from "@sinclair/typebox";
import {
  ChannelInputError,
  defineChannel,
  type Inbound,
  type Outbound,
  type RawRequest,
  type SendOutcome,
  type Verification,
} from "../../engine/channels/contract.js";
import { isSameSecret } from "../../engine/channels/secret.js";
import { readChatMessage, readShown } from "./body.js";
import { CHAT_COOKIE, isVisitor, visitorOf } from "./visitor.js";

const settingsSchema = Type.Object({
  endpoint: Type.String({
    pattern: "^[a-z0-9-]{1,60}$",
    description: "Last part of the chat's address; public",
  }),
  allowedOrigins: Type.Array(Type.String({ pattern: "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$" }), {
    minItems: 1,
    maxItems: 20,
    description: "Origins of the pages that hold the chat",
  }),
  passSecret: Type.String({ minLength: 32, description: "Makes the passes of visitors" }),
});
type Settings = Static<typeof settingsSchema>;

/**
 * Chat in the browser, over our own WebSocket: the page's frames come in as requests like those of any provider, and what
 * we send is read from the store by whichever process holds the visitor's socket. Nothing is lost while nobody is connected.
 */
export const chatChannel = defineChannel({
  manifest: {
    id: "chat",
    version: "1.0.0",
    kind: "chat",
    name: "Web chat",
    settings: settingsSchema,
    secrets: ["passSecret"],
    capabilities: { inbound: true, outbound: true, maxLength: 4_000, receipts: ["delivered"] },
    webhooks: [
      { subpath: "", method: "POST", purpose: "messages" },
      { subpath: "receipts", method: "POST", purpose: "receipts" },
    ],
  },
  verify,
  receive,
  send,
});

/** Who chats shows the pass that we gave their browser; browsers state the page's origin and no page can change that. */
function verify(request: RawRequest, settings: Settings, now: number): Verification {
  if (!isSameSecret(request.endpoint, settings.endpoint))
    return { ok: false, why: "wrong_address" };
  if (request.method !== "POST") return { ok: false, why: "wrong_method" };
  const { origin } = request.headers;
  if (origin === undefined || !settings.allowedOrigins.includes(origin))
    return { ok: false, why: "wrong_origin" };
  return visitorOf(settings.passSecret, passIn(request), now) === null
    ? { ok: false, why: "no_pass" }
    : { ok: true };
}

/** A verified request; its pass says who wrote it, whatever stands in the body. */
function receive(request: RawRequest, settings: Settings): readonly Inbound[] {
  const visitor = visitorOf(settings.passSecret, passIn(request), 0);
  if (visitor === null) throw new ChannelInputError("no_pass");
  switch (request.subpath) {
    case "": {
      const { id, text, language } = readChatMessage(request.body);
      return [
        {
          kind: "message",
          providerId: `${visitor}/${id}`,
          from: visitor,
          to: settings.endpoint,
          text,
          ...(language === undefined ? {} : { data: { language } }),
        },
      ];
    }
    case "receipts":
      return readShown(request.body).map((attempt) => ({
        kind: "receipt",
        providerId: providerIdFor(visitor, attempt),
        state: "delivered",
      }));
    default:
      throw new ChannelInputError("unknown_subpath");
  }
}

/** The message stands in the store already, from where the visitor's page gets it at once or when it comes back. */
function send({ attemptId, to, text }: Outbound): Promise<SendOutcome> {
  if (!isVisitor(to))
    return Promise.resolve({ status: "rejected", code: "bad_visitor", why: "no visitor" });
  if (text.length > chatChannel.manifest.capabilities.maxLength)
    return Promise.resolve({ status: "rejected", code: "too_long", why: "too long for a chat" });
  return Promise.resolve({ status: "accepted", providerId: providerIdFor(to, attemptId) });
}

/** Bound to the visitor: nobody reports that somebody else has read something. */
function providerIdFor(visitor: string, attemptId: string): string {
  return `${visitor}/${attemptId}`;
}

function passIn({ headers }: RawRequest): string {
  const pairs = (headers["cookie"] ?? "").split(";").map((pair) => pair.trim());
  return (
    pairs.find((pair) => pair.startsWith(`${CHAT_COOKIE}=`))?.slice(CHAT_COOKIE.length + 1) ?? ""
  );
}
