import { Type } from "@sinclair/typebox";
import { parkedCaseSchema } from "../../protocol/case-repair.js";
import { openParkings, parkedNow } from "../../store/parkings.js";
import { defineRoute } from "../route.js";

/** More at once nobody looks through. */
const SHOWN = 200;

/** The cases that stand still until somebody repairs them. */
export const parkedList = defineRoute({
  id: "listParkedCases",
  method: "GET",
  path: "/api/parked",
  group: "Operations",
  summary: "Cases that stand still",
  description:
    "Those that you see, at most the two hundred that have stood still longest, and how many there are in all.",
  permission: "case.repair",
  answers: {
    200: Type.Object(
      { items: Type.Array(parkedCaseSchema), all: Type.Integer({ minimum: 0 }) },
      { $id: "ParkedCases" },
    ),
  },
  handle: async ({ caller }, { store, cases }) => {
    const scope = { queues: caller.queues, person: caller.user.id };
    const [standing, all] = await Promise.all([
      parkedNow(store, scope, SHOWN),
      openParkings(store),
    ]);
    const rows = await cases.rows(
      standing.map(({ id }) => id),
      scope,
    );
    const items = standing.flatMap(({ id, parked: { reason, at } }) => {
      const row = rows.get(id);
      return row === undefined ? [] : [{ case: row, reason, since: at.toISOString() }];
    });
    return { status: 200, body: { items, all } };
  },
});
