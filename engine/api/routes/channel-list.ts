import { Type } from "@sinclair/typebox";
import { channelChecks } from "../../store/channel-checks.js";
import { defineRoute } from "../route.js";

/** Looks that are shown: a day, when one is taken every hour. */
const SHOWN = 24;

const checkSchema = Type.Object(
  {
    at: Type.String({ format: "date-time" }),
    status: Type.Union([Type.Literal("ok"), Type.Literal("failed"), Type.Literal("unchecked")], {
      description: "unchecked: can only be tried by sending",
    }),
    why: Type.Union([Type.String(), Type.Null()], { description: "Code of what is wrong" }),
    tookMs: Type.Integer(),
  },
  { $id: "ChannelCheck" },
);

/** The channels of this installation, with the addresses to enter at their providers. */
export const channelList = defineRoute({
  id: "listChannels",
  method: "GET",
  path: "/api/channels",
  group: "Operations",
  summary: "List the channels, whether they work, and their callback addresses",
  permission: "release.publish",
  answers: {
    200: Type.Object(
      {
        items: Type.Array(
          Type.Object({
            name: Type.String(),
            plugin: Type.String(),
            kind: Type.String(),
            sandbox: Type.Boolean({ description: "A simulator stands for the provider" }),
            opens: Type.String({ description: "Workflow that a first message opens" }),
            fallback: Type.Union([Type.String(), Type.Null()], {
              description: "Channel that gets what this one certainly did not hand over",
            }),
            checks: Type.Array(checkSchema, {
              description:
                "The last looks whether it could send, newest first; none for a simulator",
            }),
            callbacks: Type.Array(
              Type.Object({
                purpose: Type.String(),
                url: Type.String({ description: "Secret: whoever knows it can send messages in" }),
              }),
            ),
          }),
        ),
      },
      { $id: "ChannelList" },
    ),
  },
  handle: async (_request, { endpoints, config, store }) => {
    const items = await Promise.all(
      endpoints.map(async ({ id, name, opens, sandbox, fallback, plugin: { manifest } }) => ({
        name,
        plugin: manifest.id,
        kind: manifest.kind,
        sandbox,
        opens,
        fallback: fallback ?? null,
        checks: (await channelChecks(store, name, SHOWN)).map(({ at, status, why, tookMs }) => ({
          ...{ at: at.toISOString(), status, why, tookMs },
        })),
        callbacks: manifest.webhooks.map(({ subpath, purpose }) => ({
          purpose,
          url: `${config.publicUrl}/webhooks/${manifest.id}/${id}${subpath === "" ? "" : `/${subpath}`}`,
        })),
      })),
    );
    return { status: 200, body: { items } };
  },
});
