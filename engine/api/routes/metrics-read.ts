import { Type } from "@sinclair/typebox";
import { channelChecks } from "../../store/channel-checks.js";
import { inboxBacklog } from "../../store/inbox.js";
import { openParkings } from "../../store/parkings.js";
import { countSetAside } from "../../store/set-aside.js";
import { defineRoute } from "../route.js";
import type { World } from "../world.js";

/** The numbers of this process for Prometheus. */
export const metricsRead = defineRoute({
  id: "readMetrics",
  method: "GET",
  path: "/metrics",
  group: "Operations",
  summary: "Metrics of this process",
  description: "In Prometheus' text format. A program on the same machine needs no token.",
  permission: "operations",
  answers: { 200: Type.String({ contentMediaType: "text/plain; version=0.0.4; charset=utf-8" }) },
  handle: async (_request, world) => {
    // Without the database the other numbers are wanted all the more.
    await Promise.allSettled([...channelsOf(world), inboxOf(world), parkedOf(world)]);
    return { status: 200, body: await world.metrics.registry.metrics() };
  },
});

type Looking = Pick<World, "metrics" | "store" | "endpoints" | "now">;

function channelsOf({ endpoints, store, metrics }: Looking): Promise<void>[] {
  return endpoints.map(async ({ name: endpoint }) => {
    const [last] = await channelChecks(store, endpoint, 1);
    if (last !== undefined && last.status !== "unchecked")
      metrics.channels.set({ endpoint }, last.status === "ok" ? 1 : 0);
  });
}

async function inboxOf({ store, metrics, now }: Looking): Promise<void> {
  const [{ waiting, oldest }, setAside] = await Promise.all([
    inboxBacklog(store),
    countSetAside(store),
  ]);
  metrics.inbox.set({ state: "waiting" }, waiting);
  metrics.inbox.set({ state: "set_aside" }, setAside);
  metrics.inboxAge.set(oldest === null ? 0 : Math.max(0, (now() - oldest.getTime()) / 1_000));
}

async function parkedOf({ store, metrics }: Looking): Promise<void> {
  metrics.parked.set(await openParkings(store));
}
