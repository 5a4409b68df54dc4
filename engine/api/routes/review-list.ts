import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { reviewSchema, reviewStepsSchema } from "../../protocol/review.js";
import { latestReviews, reviewById } from "../../store/reviews.js";
import { definitionSchema } from "../definition-shapes.js";
import { reviewView, reviewViews } from "../review.js";
import { defineRoute } from "../route.js";

/** The id of a review in an address. */
export const reviewParams = Type.Object({ id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }) });

/** Nobody looks further back. */
const SHOWN = 50;

/** What is or was to be approved. */
export const reviewList = defineRoute({
  id: "listReviews",
  method: "GET",
  path: "/api/reviews",
  group: "Releases",
  summary: "Reviews, newest first",
  description: "Changes that others look at before they are published, with how far each area is.",
  permission: "release.read",
  answers: { 200: Type.Object({ items: Type.Array(reviewSchema) }, { $id: "ReviewList" }) },
  handle: async ({ caller }, { store }) => {
    const rows = await latestReviews(store, SHOWN);
    return { status: 200, body: { items: await reviewViews(store, rows, caller) } };
  },
});

/** One review with what it is about. */
export const reviewRead = defineRoute({
  id: "readReview",
  method: "GET",
  path: "/api/reviews/:id",
  group: "Releases",
  summary: "A review, with the release as it would be",
  permission: "release.read",
  params: reviewParams,
  answers: {
    200: Type.Object(
      {
        review: reviewSchema,
        definition: definitionSchema("release"),
        steps: reviewStepsSchema,
      },
      { $id: "ReviewWhole" },
    ),
  },
  errors: ["not_found"],
  handle: async ({ params: { id }, caller }, { store }) => {
    const doc = await reviewById(store, id);
    if (!doc) throw new CasewrightError("not_found");
    const review = await reviewView(store, doc, caller);
    return { status: 200, body: { review, definition: doc.body, steps: doc.steps } };
  },
});
