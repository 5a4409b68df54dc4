import { Type } from "@sinclair/typebox";
import { defineRoute } from "../route.js";

const status = (word: "ok" | "down") => Type.Object({ status: Type.Literal(word) });

/** Whether this process should get requests: the database takes writes and Temporal answers. */
export const healthReady = defineRoute({
  id: "readReadiness",
  method: "GET",
  path: "/health/ready",
  group: "Operations",
  summary: "Can the process do its work",
  description: "Answers within a second. 503 means that a part is down.",
  permission: "public",
  answers: { 200: status("ok"), 503: status("down") },
  handle: async (_request, { health }) =>
    (await health()).ok
      ? { status: 200, body: { status: "ok" } }
      : { status: 503, body: { status: "down" }, headers: { "retry-after": "2" } },
});
