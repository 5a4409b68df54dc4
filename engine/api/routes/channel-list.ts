import { Type } from "@sinclair/typebox";
import type { Endpoint } from "../../channels/contract.js";
import { openingOf } from "../../inbound/opening.js";
import {
  type Channel,
  type ChannelLine,
  channelSchema,
  type FileCheck,
  fileCheckSchema,
} from "../../protocol/channel.js";
import { channelChecks } from "../../store/channel-checks.js";
import { heldFor } from "../../store/pace.js";
import { waitingByEndpoint } from "../../store/queued-messages.js";
import { NOTHING_SENT, sentLately } from "../../store/sent-lately.js";
import { waitingFiles } from "../../store/waiting-files.js";
import { defineRoute } from "../route.js";
import type { World } from "../world.js";

/** Looks that are shown: a day, when one is taken every hour. */
const SHOWN = 24;

/** What was sent is counted for as long. */
const LATELY_MS = 86_400_000;

/** The channels of this installation, with the addresses to enter at their providers. */
export const channelList = defineRoute({
  id: "listChannels",
  method: "GET",
  path: "/api/channels",
  group: "Operations",
  summary: "List the channels, whether they work, their callback addresses, and files that wait",
  permission: "release.publish",
  answers: {
    200: Type.Object(
      { items: Type.Array(channelSchema), files: fileCheckSchema },
      { $id: "ChannelList" },
    ),
  },
  handle: async (_request, world) => {
    const lately = await sentLately(world.store, new Date(world.now() - LATELY_MS));
    const waiting = await waitingByEndpoint(world.store);
    const { workflows } = (await world.release()).body;
    const items = await Promise.all(
      world.endpoints.map(async (endpoint) => ({
        ...(await described(world, endpoint)),
        opens: openingOf(workflows, endpoint).workflow,
        line: await lineOf(world, endpoint, waiting.get(endpoint.name) ?? 0),
        lately: lately.get(endpoint.name) ?? NOTHING_SENT,
      })),
    );
    return { status: 200, body: { items, files: await filesOf(world) } };
  },
});

async function filesOf({ store, config }: World): Promise<FileCheck> {
  const { waiting, oldest } = await waitingFiles(store);
  const scanner = config.scanner === undefined ? "off" : "on";
  return { scanner, waiting, since: oldest?.toISOString() ?? null };
}

async function lineOf(
  { store, now }: World,
  { name, perSecond }: Endpoint,
  waiting: number,
): Promise<ChannelLine> {
  const heldMs = await heldFor(store, name);
  const heldUntil = heldMs > 0 ? new Date(now() + heldMs).toISOString() : null;
  return { waiting, perSecond: perSecond ?? null, heldUntil };
}

async function described(
  { store, config }: World,
  { id, name, sandbox, fallback, plugin }: Endpoint,
): Promise<Omit<Channel, "lately" | "line" | "opens">> {
  const { manifest } = plugin;
  return {
    name,
    title: manifest.name,
    plugin: manifest.id,
    kind: manifest.kind,
    sandbox,
    fallback: fallback ?? null,
    receives: manifest.capabilities.inbound,
    sends: manifest.capabilities.outbound,
    checkable: plugin.check !== undefined && !sandbox,
    checks: (await channelChecks(store, name, SHOWN)).map(({ at, status, why, tookMs }) => ({
      ...{ at: at.toISOString(), status, why, tookMs },
    })),
    callbacks: manifest.webhooks.map(({ subpath, purpose }) => ({
      purpose,
      url: `${config.publicUrl}/webhooks/${manifest.id}/${id}${subpath === "" ? "" : `/${subpath}`}`,
    })),
  };
}
