import { Type } from "@sinclair/typebox";
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
  handle: async (_request, { metrics }) => ({
    status: 200,
    body: await metrics.registry.metrics(),
  }),
});
