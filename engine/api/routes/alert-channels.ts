import { alertEndpoint, type SentChannel } from "../../channels/alert-endpoint.js";
import { alertChannelsChangeSchema, alertChannelsSchema } from "../../protocol/alert.js";
import { actorOf } from "../caller.js";
import { publishedSchema } from "../definition-shapes.js";
import { publishAlerts } from "../publish.js";
import { defineRoute } from "../route.js";

/** Which channels each level of alert uses, and which of them can send at all. */
export const alertChannelsRead = defineRoute({
  id: "readAlertChannels",
  method: "GET",
  path: "/api/alert-channels",
  group: "Alerts",
  summary: "Which channels each level of alert uses",
  permission: "release.read",
  answers: { 200: alertChannelsSchema },
  handle: async (_request, { release, endpoints }) => {
    const { number, body } = await release();
    const reaches = (channel: SentChannel) => alertEndpoint(endpoints, channel) !== undefined;
    const connected = { sms: reaches("sms"), email: reaches("email"), slack: reaches("slack") };
    const levels = body.organisation.alerts ?? null;
    return { status: 200, body: { release: number, levels, connected } };
  },
});

/** Switching channels of alerts on and off. */
export const alertChannelsChange = defineRoute({
  id: "changeAlertChannels",
  method: "PUT",
  path: "/api/alert-channels",
  group: "Alerts",
  summary: "Switch the channels of each level of alert",
  description:
    "Publishes a release in which only the switches differ. They hold at once, for further calls of open alerts too.",
  permission: "release.publish",
  body: alertChannelsChangeSchema,
  answers: { 201: publishedSchema },
  errors: [
    "invalid_definition",
    "already_exists",
    "change_not_allowed",
    "not_reviewed",
    "ramp_in_force",
  ],
  handle: async ({ body, caller }, world) => {
    const { number, hash } = await publishAlerts(world, { ...body, by: actorOf(caller) });
    return {
      status: 201,
      body: { number, hash },
      headers: { location: `/api/releases/${String(number)}` },
    };
  },
});
