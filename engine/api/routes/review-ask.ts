import { Type } from "@sinclair/typebox";
import { areasTouched } from "../../definition/review-area.js";
import { releaseHash, sortedBody } from "../../definition/release-hash.js";
import { CasewrightError } from "../../protocol/errors.js";
import { reviewSchema, reviewStepsSchema } from "../../protocol/review.js";
import { endReview, insertReview, reviewById, type ReviewDoc } from "../../store/reviews.js";
import { actorOf } from "../caller.js";
import { PUBLISHING_MS } from "../missed-emergencies.js";
import { wholePublicationSchema } from "../definition-shapes.js";
import { publishable, refuse } from "../publish.js";
import { reviewView } from "../review.js";
import { tellApprovers } from "../review-notices.js";
import { changesNotAllowed } from "../rights.js";
import { defineRoute } from "../route.js";
import { reviewParams } from "./review-list.js";

/** Asking others to look at what is to be published. */
export const reviewAsk = defineRoute({
  id: "askForReview",
  method: "POST",
  path: "/api/reviews",
  group: "Releases",
  summary: "Ask for a review",
  description:
    "Checks the whole release as it would be, as publishing does, and asks the people of each area that it touches. What they approve is " +
    "just this: change anything, and ask again. A review of yours that is open is withdrawn.",
  permission: "release.publish",
  reads: "definition",
  body: Type.Object(
    {
      ...Type.Omit(wholePublicationSchema, ["ramp"]).properties,
      steps: Type.Optional(reviewStepsSchema),
    },
    { additionalProperties: false, $id: "ReviewRequest" },
  ),
  answers: { 201: reviewSchema },
  errors: [
    "invalid_definition",
    "emergencies_missed",
    "already_exists",
    "change_not_allowed",
    "not_now",
  ],
  deadlineMs: PUBLISHING_MS,
  handle: async ({ body: asked, caller, requestId }, world) => {
    const { store, now } = world;
    const by = actorOf(caller);
    const { current, body: sound } = await publishable(world, asked);
    // Nobody is asked to approve what its author may not publish.
    refuse(changesNotAllowed({ base: current, body: sound, by }), "change_not_allowed");
    const areas = areasTouched(current.body, sound);
    if (areas.length === 0)
      throw new CasewrightError("not_now", {
        detail: "Nothing of it has to be approved: it can be published.",
      });
    const body = sortedBody(sound);
    const review: ReviewDoc = {
      ...{ _id: requestId, by: by.id, reason: asked.reason, at: new Date(now()) },
      ...{ base: current.number, hash: releaseHash(body), body, steps: asked.steps ?? [] },
      ...{ standing: "open", publishedAs: null, comments: [] },
      areas: areas.map(({ id: area }) => ({ area, verdict: null, by: null, at: null, note: "" })),
    };
    await insertReview(store, review);
    await tellApprovers(world, { review, requestId });
    const view = await reviewView(store, review, caller);
    return { status: 201, body: view, headers: { location: `/api/reviews/${view.id}` } };
  },
});

/** Taking it back. */
export const reviewWithdraw = defineRoute({
  id: "withdrawReview",
  method: "POST",
  path: "/api/reviews/:id/withdraw",
  group: "Releases",
  summary: "Take a review back that you have asked for",
  permission: "release.publish",
  params: reviewParams,
  answers: { 200: reviewSchema },
  errors: ["not_found", "not_now"],
  handle: async ({ params: { id }, caller }, { store }) => {
    const before = await reviewById(store, id);
    if (!before) throw new CasewrightError("not_found");
    if (before.by !== caller.user.id) throw new CasewrightError("forbidden");
    if (!(await endReview(store, id, { standing: "withdrawn" })))
      throw new CasewrightError("not_now", { detail: "It is not open any more." });
    const withdrawn = { ...before, standing: "withdrawn" } as const;
    return { status: 200, body: await reviewView(store, withdrawn, caller) };
  },
});
