import { Type } from "@sinclair/typebox";
import { workloadSchema } from "../../protocol/workload.js";
import { defineRoute } from "../route.js";
import { workloads } from "../workload.js";

/** How much everybody has to do, for whoever gives a case to somebody by hand. */
export const workloadList = defineRoute({
  id: "listWorkload",
  method: "GET",
  path: "/api/workload",
  group: "People",
  summary: "How much everybody has to do",
  permission: "user.read",
  answers: { 200: Type.Object({ items: Type.Array(workloadSchema) }, { $id: "WorkloadList" }) },
  handle: async (_request, world) => ({ status: 200, body: { items: await workloads(world) } }),
});
