import { Type } from "@sinclair/typebox";
import { channelChecks } from "../../store/channel-checks.js";
import { defineRoute } from "../route.js";

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
  handle: async (_request, { metrics, endpoints, store }) => {
    await Promise.all(
      endpoints.map(async ({ name: endpoint }) => {
        // Without the database the other numbers are wanted all the more.
        const [last] = await channelChecks(store, endpoint, 1).catch(() => []);
        if (last !== undefined && last.status !== "unchecked")
          metrics.channels.set({ endpoint }, last.status === "ok" ? 1 : 0);
      }),
    );
    return { status: 200, body: await metrics.registry.metrics() };
  },
});
