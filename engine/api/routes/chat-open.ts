import { Type } from "@sinclair/typebox";
import { CHAT_COOKIE, PASS_LIFE_MS, passFor, visitorOf } from "../../../plugins/index.js";
import { chatOpenedSchema } from "../../protocol/chat.js";
import { CasewrightError } from "../../protocol/errors.js";
import type { OpenSpan } from "../../sla/open-hours.js";
import { stretchesAhead } from "../../sla/stretches-ahead.js";
import { defineRoute } from "../route.js";
import type { World } from "../world.js";

/** The pass is wanted by this route and by the chat's WebSocket. */
const PATH = "/";

/** Opens a chat, or the one that this browser has; the pass for it is good for another day. */
export const chatOpen = defineRoute({
  id: "openChat",
  method: "POST",
  path: "/api/public/chat",
  group: "Patients",
  summary: "Open a chat",
  description:
    "The pass comes as a cookie that scripts cannot read; messages then go over the WebSocket at `/ws/chat`. 404 where there is no chat.",
  permission: "public",
  answers: { 200: chatOpenedSchema },
  errors: ["not_found"],
  keepsAnswer: "never",
  handle: async ({ cookies }, world) => {
    const secret = secretOf(world);
    const { organisation, calendars = [] } = (await world.release()).body;
    const hours = calendars.find(({ id }) => id === organisation.chat?.calendar);
    const known = visitorOf(secret, cookies[CHAT_COOKIE] ?? "", world.now());
    const visitor = known ?? `v${world.newId()}`;
    return {
      status: 200,
      body: {
        organisation: organisation.name,
        emergencyNumber: organisation.emergencyNumber,
        open: hours === undefined ? null : stretchesAhead(hours, world.now()).map(asInstants),
      },
      cookie: {
        name: CHAT_COOKIE,
        value: passFor(secret, visitor, world.now() + PASS_LIFE_MS),
        path: PATH,
        maxAgeMs: PASS_LIFE_MS,
      },
    };
  },
});

/** Takes the pass away, so that whoever uses this browser next begins a chat of their own. */
export const chatEnd = defineRoute({
  id: "endChat",
  method: "DELETE",
  path: "/api/public/chat",
  group: "Patients",
  summary: "End the chat in this browser",
  description: "The ticket goes on; only the way back to it from this browser ends.",
  permission: "public",
  answers: { 200: Type.Object({ status: Type.Literal("ended") }) },
  errors: ["not_found"],
  keepsAnswer: "never",
  handle: (_request, world) => {
    secretOf(world);
    const cookie = { name: CHAT_COOKIE, value: "", path: PATH, maxAgeMs: 0 };
    return { status: 200, body: { status: "ended" }, cookie };
  },
});

function asInstants({ from, to }: OpenSpan) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function secretOf({ endpoints }: Pick<World, "endpoints">): string {
  const chat = endpoints.find(({ plugin }) => plugin.manifest.id === "chat");
  if (!chat) throw new CasewrightError("not_found");
  return String(chat.settings["passSecret"]);
}
