import { Type } from "@sinclair/typebox";
import { defineRoute } from "../route.js";

/** Whether the process runs at all; asks nothing else, so that a slow database does not get it killed. */
export const healthLive = defineRoute({
  id: "readLiveness",
  method: "GET",
  path: "/health/live",
  group: "Operations",
  summary: "Is the process alive",
  permission: "public",
  answers: { 200: Type.Object({ status: Type.Literal("ok") }) },
  handle: () => ({ status: 200, body: { status: "ok" } }),
});
