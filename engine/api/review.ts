import { areasTouched, type ReviewArea } from "../definition/review-area.js";
import { releaseHash, sortedBody } from "../definition/release-hash.js";
import type { Release, ReleaseBody } from "../definition/release.js";
import { CasewrightError } from "../protocol/errors.js";
import type { Review } from "../protocol/review.js";
import { currentRelease } from "../store/releases.js";
import { openReviewsOf, type ReviewRow } from "../store/reviews.js";
import type { Store } from "../store/store.js";
import { usersByIds } from "../store/users.js";
import type { Caller } from "./caller.js";

/**
 * The review that lets this be published on the release that runs; null when no area is touched.
 * @throws CasewrightError not_reviewed with the areas that nobody has approved, or that somebody has declined
 */
export async function reviewFor(
  store: Store,
  base: Release,
  body: ReleaseBody,
): Promise<ReviewRow | null> {
  const touched = areasTouched(base.body, body);
  if (touched.length === 0) return null;
  const hash = releaseHash(sortedBody(body));
  const reviews = await openReviewsOf(store, { hash, base: base.number });
  const approved = reviews.find((review) => touched.every(({ id }) => isApproved(review, id)));
  if (approved) return approved;
  const missing = touched.filter(({ id }) => !reviews.some((review) => isApproved(review, id)));
  throw new CasewrightError("not_reviewed", {
    detail: `Somebody else has to approve it first: ${missing.map(({ name }) => name).join(", ")}.`,
    errors: missing.map((area) => ({
      pointer: "/definition",
      message: `${area.name}: nobody of ${area.approvers.join(", ")} has approved just this.`,
      code: area.id,
    })),
  });
}

function isApproved({ areas, by: author }: ReviewRow, id: string): boolean {
  return areas.some(
    ({ area, verdict, by }) => area === id && verdict === "approved" && by !== author,
  );
}

/** Whether a person may say of an area whether it is well: has one of its roles, and is not the author. */
export function mayDecide(
  area: ReviewArea,
  { by }: Pick<ReviewRow, "by">,
  caller: Caller,
): boolean {
  const { id, roles } = caller.user;
  return id !== by && area.approvers.some((role) => roles.includes(role));
}

/** Reviews as the API shows them to a person. */
export async function reviewViews(
  store: Store,
  rows: readonly ReviewRow[],
  caller: Caller,
): Promise<Review[]> {
  const view = await viewFor(store, rows, caller);
  return rows.map(view);
}

/** One review as the API shows it to a person. */
export async function reviewView(store: Store, row: ReviewRow, caller: Caller): Promise<Review> {
  const view = await viewFor(store, [row], caller);
  return view(row);
}

async function viewFor(store: Store, rows: readonly ReviewRow[], caller: Caller) {
  const people = await usersByIds(store, [...new Set(rows.flatMap(peopleIn))]);
  const { number, body } = await currentRelease(store);
  const areas = body.organisation.reviews ?? [];
  const named = (id: string) => ({ id, name: people.find(({ _id }) => _id === id)?.name ?? id });
  return (row: ReviewRow): Review => {
    const isPast = row.standing === "open" && row.base !== number;
    return {
      ...{ id: row._id, by: named(row.by), reason: row.reason, at: row.at.toISOString() },
      ...{ base: row.base, hash: row.hash, standing: row.standing, isPast },
      publishedAs: row.publishedAs,
      areas: row.areas.map(({ area: id, verdict, by, at, note }) => {
        const area = areas.find((one) => one.id === id);
        const isOpen = row.standing === "open" && !isPast && area !== undefined;
        return {
          ...{ id, name: area?.name ?? id, approvers: [...(area?.approvers ?? [])], verdict, note },
          ...{ by: by === null ? null : named(by), at: at?.toISOString() ?? null },
          mayDecide: isOpen && mayDecide(area, row, caller),
        };
      }),
      comments: row.comments.map(({ by, at, part, text }) => ({
        ...{ by: named(by), at: at.toISOString(), part, text },
      })),
    };
  };
}

function peopleIn({ by, areas, comments }: ReviewRow): readonly string[] {
  return [by, ...areas.flatMap((area) => area.by ?? []), ...comments.map((comment) => comment.by)];
}
