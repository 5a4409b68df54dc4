import { Type } from "@sinclair/typebox";
import { takenQuantities } from "../../store/ledger.js";
import { defineRoute } from "../route.js";

/** What cases share, with what is left of it. */
export const quantityList = defineRoute({
  id: "listQuantities",
  method: "GET",
  path: "/api/quantities",
  group: "Queues",
  summary: "List what cases share and what is left of it",
  permission: "case.read",
  answers: {
    200: Type.Object(
      {
        items: Type.Array(
          Type.Object({
            id: Type.String(),
            name: Type.String(),
            limit: Type.Integer({ description: "All there is" }),
            taken: Type.Integer({ description: "Reserved or used up" }),
          }),
        ),
      },
      { $id: "QuantityList" },
    ),
  },
  handle: async (_request, { store, release }) => {
    const [{ body }, taken] = await Promise.all([release(), takenQuantities(store)]);
    const quantities = body.organisation.quantities ?? [];
    const items = quantities.map((quantity) => ({
      ...quantity,
      taken: taken.get(quantity.id) ?? 0,
    }));
    return { status: 200, body: { items } };
  },
});
