import { Schema } from "mongoose";
import type { ReleaseBody } from "../definition/release.js";
import type { KeptChange } from "../protocol/change-set.js";
import type { ReviewStanding, Verdict } from "../protocol/review.js";
import { isDuplicate } from "./duplicate.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** What was said of one area; nothing yet while `verdict` is null. */
export type AreaVerdict = {
  /** Id of the area. */
  area: string;
  verdict: Verdict | null;
  by: string | null;
  at: Date | null;
  note: string;
};

/** Something that was said about a review, or about one part of it. */
export type CommentDoc = {
  /** Id of the request that said it. */
  id: string;
  by: string;
  at: Date;
  part: string | null;
  text: string;
};

/** A change of a release that others look at before it is published. What is in it never changes. */
export type ReviewDoc = {
  /** Id of the request that asked for it. */
  _id: string;
  by: string;
  reason: string;
  at: Date;
  /** Number of the release it stands on. */
  base: number;
  /** Of `body`. */
  hash: string;
  body: ReleaseBody;
  /** The edits that lead there. */
  steps: KeptChange[];
  standing: ReviewStanding;
  publishedAs: number | null;
  areas: AreaVerdict[];
  comments: CommentDoc[];
};

/** As it is stored: the steps as JSON text, because names in definitions are no names of fields. */
type Stored = Omit<ReviewDoc, "steps"> & { steps: string };

const schema = new Schema({
  _id: { type: String, required: true },
  by: { type: String, required: true },
  reason: { type: String, required: true },
  at: { type: Date, required: true },
  base: { type: Number, required: true },
  hash: { type: String, required: true },
  body: { type: Schema.Types.Mixed, required: true },
  steps: { type: String, required: true },
  standing: { type: String, required: true },
  publishedAs: { type: Number, default: null },
  areas: { type: Schema.Types.Mixed, required: true },
  comments: { type: Schema.Types.Mixed, required: true },
});
schema.index({ at: -1, _id: -1 });
schema.index({ hash: 1, standing: 1 });
// Who asks again takes the one before back: nobody has two.
schema.index({ by: 1 }, { unique: true, partialFilterExpression: { standing: "open" } });

export const reviewCollection = collection<Stored>(
  "reviews",
  schema,
  nothingPersonal("definitions, ids of staff and what staff say about definitions"),
);

/** A review without the release that it is about. */
export type ReviewRow = Omit<ReviewDoc, "body" | "steps">;

/** Begins a review in place of the open one of the same person. A repeat under the same id changes nothing. */
export async function insertReview(store: Store, review: ReviewDoc): Promise<void> {
  const model = store.of(reviewCollection);
  if (await model.exists({ _id: review._id })) return;
  for (;;) {
    await model.updateMany(
      { by: review.by, standing: "open" },
      { $set: { standing: "withdrawn" } },
    );
    try {
      await model.create({ ...review, steps: JSON.stringify(review.steps) });
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      if (await model.exists({ _id: review._id })) return;
    }
  }
}

/** A review, whole; null when there is none. */
export async function reviewById(store: Store, id: string): Promise<ReviewDoc | null> {
  const stored = await store.of(reviewCollection).findById(id).lean<Stored>();
  return stored && { ...stored, steps: JSON.parse(stored.steps) as KeptChange[] };
}

/** Reviews, the newest first. */
export async function latestReviews(store: Store, limit: number): Promise<ReviewRow[]> {
  return store
    .of(reviewCollection)
    .find({}, { body: 0, steps: 0 })
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .lean<ReviewRow[]>();
}

/** Open reviews of just this content on just this release. */
export async function openReviewsOf(
  store: Store,
  { hash, base }: { readonly hash: string; readonly base: number },
): Promise<ReviewRow[]> {
  return store
    .of(reviewCollection)
    .find({ hash, base, standing: "open" }, { body: 0, steps: 0 })
    .lean<ReviewRow[]>();
}

/** Says of an area of an open review what somebody thinks of it, in place of what was said before. False when it is not open. */
export async function writeVerdict(
  store: Store,
  id: string,
  verdict: AreaVerdict,
): Promise<boolean> {
  const { matchedCount } = await store
    .of(reviewCollection)
    .updateOne(
      { _id: id, standing: "open", "areas.area": verdict.area },
      { $set: { "areas.$": verdict } },
    );
  return matchedCount === 1;
}

/** Adds what somebody says, once. */
export async function addComment(store: Store, id: string, comment: CommentDoc): Promise<void> {
  await store
    .of(reviewCollection)
    .updateOne(
      { _id: id, "comments.id": operator({ $ne: comment.id }) },
      { $push: { comments: comment } },
    );
}

/** Ends a review that is open; false when it is not. */
export async function endReview(
  store: Store,
  id: string,
  end: { readonly standing: "withdrawn" } | { readonly standing: "published"; publishedAs: number },
): Promise<boolean> {
  const { modifiedCount } = await store
    .of(reviewCollection)
    .updateOne({ _id: id, standing: "open" }, { $set: end });
  return modifiedCount === 1;
}
