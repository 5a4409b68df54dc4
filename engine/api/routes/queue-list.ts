import { Type } from "@sinclair/typebox";
import { openByQueue } from "../../store/cases.js";
import { openOf } from "../../store/open-counts.js";
import { seesQueue } from "../caller.js";
import { defineRoute } from "../route.js";

/** The queues a person sees, with what is open in them, and what is assigned to the person. */
export const queueList = defineRoute({
  id: "listQueues",
  method: "GET",
  path: "/api/queues",
  group: "Queues",
  summary: "List my queues",
  permission: "case.read",
  answers: {
    200: Type.Object(
      {
        items: Type.Array(
          Type.Object({
            id: Type.String(),
            name: Type.String(),
            open: Type.Integer({ description: "Cases that are not closed" }),
            gives: Type.Boolean({ description: "Whether it gives its cases to people by itself" }),
          }),
        ),
        elsewhere: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
          description: "Queues of others: cases can be moved there, but not be seen there",
        }),
        mine: Type.Integer({ description: "Open cases assigned to the caller" }),
      },
      { $id: "QueueList" },
    ),
  },
  handle: async ({ caller }, { store, release }) => {
    const [{ body }, open, mine] = await Promise.all([
      release(),
      openByQueue(store),
      openOf(store, caller.user.id),
    ]);
    const { queues } = body.organisation;
    const items = queues
      .filter(({ id }) => seesQueue(caller, id))
      .map(({ id, name, assign }) => ({
        id,
        name,
        open: open.get(id) ?? 0,
        gives: assign !== undefined,
      }));
    const elsewhere = queues
      .filter(({ id }) => !seesQueue(caller, id))
      .map(({ id, name }) => ({ id, name }));
    return { status: 200, body: { items, elsewhere, mine } };
  },
});
