import { Type } from "@sinclair/typebox";
import { actionAnswerSchema } from "../../protocol/case.js";
import { CasewrightError } from "../../protocol/errors.js";
import { actorOf } from "../caller.js";
import { requireQueue } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** Taking the next case of a queue: two people never get the same one. */
export const queueNext = defineRoute({
  id: "takeNextCase",
  method: "POST",
  path: "/api/queues/:queue/next",
  group: "Queues",
  summary: "Take the next case",
  permission: "queue.take",
  params: Type.Object({ queue: Type.String({ maxLength: 40 }) }),
  answers: { 200: actionAnswerSchema },
  errors: ["queue_empty"],
  handle: async ({ params, caller, requestId }, world) => {
    await requireQueue(world, caller, params.queue);
    const taken = await world.cases.takeNext(params.queue, { actor: actorOf(caller), requestId });
    if (!taken) throw new CasewrightError("queue_empty");
    return { status: 200, body: { turn: taken.turn, case: taken.row } };
  },
});
