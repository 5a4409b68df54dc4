import { Type, type Static } from "@sinclair/typebox";
import { noticeLevelSchema } from "../definition/notice.js";

const instant = Type.String({ format: "date-time" });

/** What has happened to a review. */
export const noticeOfReviewSchema = Type.Object(
  {
    id: Type.String(),
    what: Type.Union([
      Type.Literal("asked"),
      Type.Literal("approved"),
      Type.Literal("declined"),
      Type.Literal("commented"),
    ]),
  },
  { $id: "NoticeOfReview" },
);
export type NoticeOfReview = Static<typeof noticeOfReviewSchema>;

/** Where a message came in that could not be handed to a case. */
export const noticeOfSetAsideSchema = Type.Object(
  { endpoint: Type.String() },
  { $id: "NoticeOfSetAside" },
);
export type NoticeOfSetAside = Static<typeof noticeOfSetAsideSchema>;

/** The ramp that its rule has stopped: of which workflow, to which release. */
export const noticeOfRampSchema = Type.Object(
  { id: Type.String(), workflow: Type.String(), release: Type.Integer() },
  { $id: "NoticeOfRamp" },
);
export type NoticeOfRamp = Static<typeof noticeOfRampSchema>;

/** A notice that one has been given: what it is about, and what it says. */
export const noticeSchema = Type.Object(
  {
    id: Type.String(),
    case: Type.Union([Type.String(), Type.Null()], {
      description: "Null when it is about a review, a message that was set aside, or a ramp",
    }),
    review: Type.Optional(noticeOfReviewSchema),
    setAside: Type.Optional(noticeOfSetAsideSchema),
    ramp: Type.Optional(noticeOfRampSchema),
    level: noticeLevelSchema,
    says: Type.String(),
    drill: Type.Boolean({ description: "It tells of an exercise" }),
    at: instant,
    readAt: Type.Union([instant, Type.Null()], { description: "Null until you have read it" }),
  },
  { $id: "Notice" },
);
export type Notice = Static<typeof noticeSchema>;

/** Answer to `GET /api/notices`, newest first. */
export const noticeListSchema = Type.Object(
  {
    items: Type.Array(noticeSchema),
    unread: Type.Integer({ description: "How many you have not read in all" }),
  },
  { $id: "NoticeList" },
);
export type NoticeList = Static<typeof noticeListSchema>;
