import type { NoticeOfReview } from "../protocol/notice.js";
import { currentRelease } from "../store/releases.js";
import { insertNotices } from "../store/notices.js";
import type { ReviewRow } from "../store/reviews.js";
import { activeInRole } from "../store/users.js";
import type { World } from "./world.js";

type Told = {
  readonly review: ReviewRow;
  readonly what: NoticeOfReview["what"];
  /** Whoever did it: they know. */
  readonly by: string;
  /** Makes the notice one of its own. */
  readonly requestId: string;
  readonly says: string;
};

/** Tells everybody who may approve something of a review, but whoever asks for it. */
export async function tellApprovers(
  world: Pick<World, "store" | "now">,
  told: Omit<Told, "what" | "by" | "says">,
): Promise<void> {
  const { store } = world;
  const { organisation } = (await currentRelease(store)).body;
  const ids = told.review.areas.map(({ area }) => area);
  const roles = (organisation.reviews ?? [])
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ approvers }) => approvers);
  const people = await Promise.all([...new Set(roles)].map((role) => activeInRole(store, role)));
  const { by, reason } = told.review;
  const readers = people.flat().map(({ _id }) => _id);
  await tell(world, { ...told, what: "asked", by, says: reason }, readers);
}

/** Tells everybody who has had to do with a review, but whoever did this. */
export async function tellInvolved(world: Pick<World, "store" | "now">, told: Told): Promise<void> {
  const { by, areas, comments } = told.review;
  const involved = [
    by,
    ...areas.flatMap((area) => area.by ?? []),
    ...comments.map((comment) => comment.by),
  ];
  await tell(world, told, involved);
}

async function tell(
  { store, now }: Pick<World, "store" | "now">,
  { review, what, by, requestId, says }: Told,
  readers: readonly string[],
): Promise<void> {
  const about = { caseId: null, review: { id: review._id, what } };
  const notice = { notice: `review.${requestId}`, ...about, level: "info", says } as const;
  const people = [...new Set(readers)].filter((id) => id !== by);
  await insertNotices(store, { ...notice, drill: false, at: new Date(now()) }, people);
}
