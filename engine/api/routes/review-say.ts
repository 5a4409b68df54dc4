import { changedParts, pathOfPart } from "../../definition/release-parts.js";
import { CasewrightError } from "../../protocol/errors.js";
import {
  reviewCommentRequestSchema,
  reviewSchema,
  verdictRequestSchema,
} from "../../protocol/review.js";
import { currentRelease, releaseByNumber } from "../../store/releases.js";
import { addComment, reviewById, type ReviewDoc, writeVerdict } from "../../store/reviews.js";
import type { Store } from "../../store/store.js";
import { mayDecide, reviewView } from "../review.js";
import { tellInvolved } from "../review-notices.js";
import { defineRoute } from "../route.js";
import { reviewParams } from "./review-list.js";

/** Approving an area of a review, or declining it. */
export const reviewDecide = defineRoute({
  id: "decideReview",
  method: "POST",
  path: "/api/reviews/:id/verdicts",
  group: "Releases",
  summary: "Approve or decline an area of a review",
  description:
    "For people of the roles that the area names, and not for its author. What was said before about the area is replaced as long as the " +
    "review is open.",
  permission: "release.read",
  params: reviewParams,
  body: verdictRequestSchema,
  answers: { 200: reviewSchema },
  errors: ["not_found", "not_now", "invalid_input"],
  handle: async ({ params: { id }, body, caller, requestId }, world) => {
    const { store, now } = world;
    const { area: wanted, verdict, note = "" } = body;
    const review = await readable(store, id);
    const current = await currentRelease(store);
    const area = current.body.organisation.reviews?.find((one) => one.id === wanted);
    if (!area || !review.areas.some((one) => one.area === wanted))
      throw new CasewrightError("invalid_input", {
        errors: [{ pointer: "/area", message: "is no area of this review" }],
      });
    if (!mayDecide(area, review, caller)) throw new CasewrightError("forbidden");
    if (verdict === "declined" && note.trim() === "")
      throw new CasewrightError("invalid_input", {
        errors: [{ pointer: "/note", message: "has to say why it is declined" }],
      });
    const by = caller.user.id;
    const said = { area: wanted, verdict, by, at: new Date(now()), note };
    const isOpen = review.base === current.number && (await writeVerdict(store, id, said));
    if (!isOpen) throw new CasewrightError("not_now", { detail: "It is not open any more." });
    const says = [area.name, note].filter((text) => text !== "").join(": ");
    await tellInvolved(world, { review, what: verdict, by, requestId, says });
    return { status: 200, body: await reviewView(store, await readable(store, id), caller) };
  },
});

/** Saying something about a review. */
export const reviewComment = defineRoute({
  id: "commentOnReview",
  method: "POST",
  path: "/api/reviews/:id/comments",
  group: "Releases",
  summary: "Say something about a review, or about a part of it",
  permission: "release.read",
  params: reviewParams,
  body: reviewCommentRequestSchema,
  answers: { 201: reviewSchema },
  errors: ["not_found", "invalid_input"],
  handle: async ({ params: { id }, body: { part = null, text }, caller, requestId }, world) => {
    const { store, now } = world;
    const review = await readable(store, id);
    const base = await releaseByNumber(store, review.base);
    if (part !== null && !changedParts(base.body, review.body).map(pathOfPart).includes(part))
      throw new CasewrightError("invalid_input", {
        errors: [{ pointer: "/part", message: "is no part that this review changes" }],
      });
    const by = caller.user.id;
    await addComment(store, id, { id: requestId, by, at: new Date(now()), part, text });
    await tellInvolved(world, { review, what: "commented", by, requestId, says: text });
    return { status: 201, body: await reviewView(store, await readable(store, id), caller) };
  },
});

async function readable(store: Store, id: string): Promise<ReviewDoc> {
  const review = await reviewById(store, id);
  if (!review) throw new CasewrightError("not_found");
  return review;
}
