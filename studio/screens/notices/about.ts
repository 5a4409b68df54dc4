import type { Notice } from "../../../engine/protocol/notice.js";
import { words } from "../../words/index.js";
import { rampWords } from "../../words/ramp.js";
import { reviewWords } from "../../words/review.js";

/** What a notice is about: what that is called, where it is looked at, and what it says of it. */
export function aboutNotice({ case: id, review, setAside, ramp, says }: Notice): {
  readonly name: string;
  readonly address: string;
  readonly says: string;
} {
  if (review)
    return {
      name: reviewWords.notice,
      address: `/admin/reviews/${review.id}`,
      says: reviewWords.told(review.what, says),
    };
  if (setAside)
    return {
      name: words.setAside.notice,
      address: "/admin/channels",
      says: words.setAside.told(setAside.endpoint),
    };
  if (ramp)
    return {
      name: rampWords.notice(ramp.workflow, ramp.release),
      address: "/admin/releases",
      says: rampWords.stoppedBecause(says),
    };
  return { name: id ?? "", address: `/app/cases/${id ?? ""}`, says };
}
