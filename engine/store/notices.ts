import { Schema } from "mongoose";
import type { NoticeLevel } from "../definition/notice.js";
import type { NoticeOfRamp, NoticeOfReview, NoticeOfSetAside } from "../protocol/notice.js";
import { isDuplicate } from "./duplicate.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** A notice as one person has it. */
export type NoticeDoc = {
  /** Notice and person. */
  _id: string;
  /** Id of the effect. */
  notice: string;
  /** Null when it is about a review, a message that was set aside, or a ramp. */
  caseId: string | null;
  /** The review it is about, and what has happened to it; absent when it is about a case. */
  review?: NoticeOfReview;
  /** Where a message came in that no case has; absent when it is about something else. */
  setAside?: NoticeOfSetAside;
  /** The ramp that its rule has stopped; absent when it is about something else. */
  ramp?: NoticeOfRamp;
  person: string;
  level: NoticeLevel;
  /** Words of the definition; empty where what it is about says everything. */
  says: string;
  /** It tells of an exercise. */
  drill: boolean;
  at: Date;
  /** Null until they have read it. */
  readAt: Date | null;
};

/** How long a notice stays after it was read. */
const KEPT_S = 30 * 86_400;

const schema = new Schema({
  _id: { type: String, required: true },
  notice: { type: String, required: true },
  caseId: { type: String, default: null },
  review: { type: Schema.Types.Mixed },
  setAside: { type: Schema.Types.Mixed },
  ramp: { type: Schema.Types.Mixed },
  person: { type: String, required: true },
  level: { type: String, required: true },
  says: { type: String, default: "" },
  drill: { type: Boolean, required: true },
  at: { type: Date, required: true },
  readAt: { type: Date, default: null },
});
schema.index({ person: 1, readAt: 1, at: -1 });
schema.index({ readAt: 1 }, { expireAfterSeconds: KEPT_S });

export const noticeCollection = collection<NoticeDoc>(
  "notices",
  schema,
  nothingPersonal(
    "ids of cases, reviews and staff, words of definitions and of whoever changes them",
  ),
);

/** A notice before it is known who has it. */
export type Notice = Pick<
  NoticeDoc,
  "notice" | "caseId" | "review" | "setAside" | "ramp" | "level" | "says" | "drill" | "at"
>;

/** Writes a notice for each of these people; whoever has it already keeps theirs. */
export async function insertNotices(
  store: Store,
  notice: Notice,
  people: readonly string[],
): Promise<void> {
  const rows = people.map((person) => ({
    ...notice,
    _id: `${notice.notice}.${person}`,
    person,
    readAt: null,
  }));
  try {
    await store.of(noticeCollection).insertMany(rows, { ordered: false });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Notices of a person, newest first. */
export async function noticesOf(
  store: Store,
  { person, status, limit }: NoticeFilter,
): Promise<NoticeDoc[]> {
  const read = status === "read" ? { readAt: operator({ $ne: null }) } : {};
  return store
    .of(noticeCollection)
    .find({ person, ...(status === "unread" ? { readAt: null } : read) })
    .sort({ at: -1, _id: 1 })
    .limit(limit)
    .lean<NoticeDoc[]>();
}

/** Which notices are wanted; all of the person when no status is named. */
export type NoticeFilter = {
  readonly person: string;
  readonly status?: "unread" | "read";
  readonly limit: number;
};

/** How many notices a person has not read. */
export async function unreadNotices(store: Store, person: string): Promise<number> {
  return store.of(noticeCollection).countDocuments({ person, readAt: null });
}

/** Marks notices of a person as read; those of others, and those read before, stay as they are. */
export async function readNotices(
  store: Store,
  {
    person,
    ids,
    at,
  }: { readonly person: string; readonly ids: readonly string[]; readonly at: Date },
): Promise<void> {
  await store
    .of(noticeCollection)
    .updateMany(
      { _id: operator({ $in: [...ids] }), person, readAt: null },
      { $set: { readAt: at } },
    );
}
