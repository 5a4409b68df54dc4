import { pathOfPart, type PartChange } from "../../../engine/definition/release-parts.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { releasesWords } from "../../words/releases.js";
import { reviewWords as say } from "../../words/review.js";
import { FoldedDiff } from "./folded-diff.js";
import { partDiff } from "./line-diff.js";
import classes from "./review.module.css";

/** What differs between two releases, a part a line, each with its lines of text for those who want to see them. */
export function PartTexts({
  before,
  after,
  parts,
}: {
  readonly before: ReleaseBody;
  readonly after: ReleaseBody;
  readonly parts: readonly PartChange[];
}) {
  return (
    <ul className={classes.parts}>
      {parts.map((part) => {
        const name = releasesWords.part(part);
        return (
          <li key={pathOfPart(part)}>
            <b>{name}</b> {releasesWords.change[part.change]}
            <FoldedDiff
              label={say.showText}
              about={say.textOf(name)}
              lines={partDiff(before, after, part)}
            />
          </li>
        );
      })}
    </ul>
  );
}
