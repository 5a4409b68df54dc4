import { Type } from "@sinclair/typebox";
import { defineRoute } from "../route.js";

const part = Type.Union([Type.Literal("up"), Type.Literal("down")]);

/** The state of the installation in one word; which part is down is for people of operations. */
export const healthRead = defineRoute({
  id: "readHealth",
  method: "GET",
  path: "/api/health",
  group: "Operations",
  summary: "How the installation is",
  description: "`checks` and `mode` are there for callers with `operations.read`.",
  permission: "public",
  answers: {
    200: Type.Object(
      {
        status: Type.Union([Type.Literal("ok"), Type.Literal("degraded")]),
        checks: Type.Optional(Type.Object({ database: part, engine: part })),
        mode: Type.Optional(
          Type.Union([
            Type.Literal("development"),
            Type.Literal("production"),
            Type.Literal("test"),
          ]),
        ),
      },
      { $id: "Health" },
    ),
  },
  handle: async ({ caller }, { health, config: { mode } }) => {
    const { ok, checks } = await health();
    return {
      status: 200,
      body: {
        status: ok ? "ok" : "degraded",
        ...(caller?.permissions.has("operations.read") ? { checks, mode } : {}),
      },
    };
  },
});
