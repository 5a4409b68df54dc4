import { Type } from "@sinclair/typebox";
import { defineRoute } from "../route.js";

/** The channels of this installation, with the addresses to enter at their providers. */
export const channelList = defineRoute({
  id: "listChannels",
  method: "GET",
  path: "/api/channels",
  group: "Operations",
  summary: "List the channels and their callback addresses",
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
  handle: (_request, { endpoints, config }) => {
    const items = endpoints.map(({ id, name, opens, sandbox, plugin: { manifest } }) => ({
      name,
      plugin: manifest.id,
      kind: manifest.kind,
      sandbox,
      opens,
      callbacks: manifest.webhooks.map(({ subpath, purpose }) => ({
        purpose,
        url: `${config.publicUrl}/webhooks/${manifest.id}/${id}${subpath === "" ? "" : `/${subpath}`}`,
      })),
    }));
    return Promise.resolve({ status: 200 as const, body: { items } });
  },
});
