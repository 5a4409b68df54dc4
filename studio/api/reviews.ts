import { queryOptions } from "@tanstack/react-query";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Review, ReviewCommentRequest, VerdictRequest } from "../../engine/protocol/review.js";
import type { Change } from "../draft/change.js";
import type { Publication } from "./definitions.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** Reviews are asked for again this often, although notices tell of most of what happens to them. */
const AGAIN_MS = 30_000;

/** Reviews, the newest first. */
export const reviewsQuery = queryOptions({
  queryKey: keys.reviews,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly Review[] }>("/api/reviews", { signal })).items,
  refetchInterval: AGAIN_MS,
});

/** A review with the release as it would be, and the edits that lead there. */
export type ReviewWhole = {
  readonly review: Review;
  readonly definition: ReleaseBody;
  readonly steps: readonly Change[];
};

/** One review, whole. */
export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: keys.review(id),
    queryFn: ({ signal }) => call<ReviewWhole>(pathOf(id), { signal }),
    refetchInterval: AGAIN_MS,
  });

/** Asks others to look at what is to be published. @throws Problem `invalid_definition`, `already_exists` */
export function askForReview(
  body: Publication & { readonly steps: readonly Change[] },
): Promise<Review> {
  return call("/api/reviews", { method: "POST", body, idempotencyKey: newKey() });
}

/** Takes a review back. @throws Problem `not_now` */
export function withdrawReview(id: string): Promise<Review> {
  return call(`${pathOf(id)}/withdraw`, { method: "POST", body: {}, idempotencyKey: newKey() });
}

/** Says whether an area is well. @throws Problem `not_now`, `invalid_input` */
export function decideReview(id: string, body: VerdictRequest): Promise<Review> {
  return call(`${pathOf(id)}/verdicts`, { method: "POST", body, idempotencyKey: newKey() });
}

/** Says something about a review. */
export function commentOnReview(id: string, body: ReviewCommentRequest): Promise<Review> {
  return call(`${pathOf(id)}/comments`, { method: "POST", body, idempotencyKey: newKey() });
}

function pathOf(id: string): string {
  return `/api/reviews/${encodeURIComponent(id)}`;
}
