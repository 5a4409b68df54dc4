import { Type } from "@sinclair/typebox";
import { noticeListSchema } from "../../protocol/notice.js";
import { noticesOf, unreadNotices } from "../../store/notices.js";
import { defineRoute } from "../route.js";

/** What cases have told the caller. */
export const noticeList = defineRoute({
  id: "listNotices",
  method: "GET",
  path: "/api/notices",
  group: "Notices",
  summary: "List my notices",
  description: "Newest first. A notice stays for thirty days after you have read it.",
  permission: "case.read",
  query: Type.Object({
    status: Type.Optional(Type.Union([Type.Literal("unread"), Type.Literal("read")])),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  }),
  answers: { 200: noticeListSchema },
  discloses: "nothing",
  handle: async ({ query: { limit = 50, ...filter }, caller }, { store }) => {
    const person = caller.user.id;
    const [notices, unread] = await Promise.all([
      noticesOf(store, { ...filter, person, limit }),
      unreadNotices(store, person),
    ]);
    const items = notices.map(({ _id: id, caseId, level, says, drill, at, readAt, ...about }) => ({
      ...{ id, case: caseId, level, says, drill },
      ...(about.review ? { review: about.review } : {}),
      ...(about.setAside ? { setAside: about.setAside } : {}),
      ...(about.ramp ? { ramp: about.ramp } : {}),
      ...{ at: at.toISOString(), readAt: readAt?.toISOString() ?? null },
    }));
    return { status: 200, body: { items, unread } };
  },
});
