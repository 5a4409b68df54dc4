import { Type } from "@sinclair/typebox";
import { alertListSchema } from "../../protocol/alert.js";
import { listAlerts } from "../../store/alerts.js";
import { alertViews } from "../alert-view.js";
import { defineRoute } from "../route.js";

/** Alerts that are open, and those that were. */
export const alertList = defineRoute({
  id: "listAlerts",
  method: "GET",
  path: "/api/alerts",
  group: "Alerts",
  summary: "List alerts with who was called",
  description:
    "Those of the teams you belong to or are called for, newest first; all of them with `operations.read`.",
  permission: "case.read",
  query: Type.Object({
    status: Type.Optional(Type.Union([Type.Literal("open"), Type.Literal("ended")])),
    drill: Type.Optional(
      Type.Boolean({ description: "Only exercises, or only what was none; both if left out" }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  }),
  answers: { 200: alertListSchema },
  discloses: "nothing",
  handle: async ({ query, caller }, world) => {
    const { limit = 50, ...filter } = query;
    const alerts = await listAlerts(world.store, { ...filter, teams: caller.teams }, limit);
    return { status: 200, body: { items: await alertViews(world, alerts) } };
  },
});
