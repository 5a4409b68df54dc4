import { Type } from "@sinclair/typebox";
import { readNotices, unreadNotices } from "../../store/notices.js";
import { defineRoute } from "../route.js";

/** Having read notices. */
export const noticeRead = defineRoute({
  id: "readNotices",
  method: "POST",
  path: "/api/notices/read",
  group: "Notices",
  summary: "Mark my notices as read",
  description: "Those of others, and those read before, stay as they are.",
  permission: "case.read",
  body: Type.Object(
    {
      ids: Type.Array(Type.String({ maxLength: 200 }), {
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
      }),
    },
    { additionalProperties: false, $id: "NoticesRead" },
  ),
  answers: {
    200: Type.Object(
      { unread: Type.Integer({ description: "How many are left" }) },
      { $id: "NoticesLeft" },
    ),
  },
  discloses: "nothing",
  handle: async ({ body: { ids }, caller }, { store, now }) => {
    const person = caller.user.id;
    await readNotices(store, { person, ids, at: new Date(now()) });
    return { status: 200, body: { unread: await unreadNotices(store, person) } };
  },
});
