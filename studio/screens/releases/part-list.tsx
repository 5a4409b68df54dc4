import { pathOfPart, type PartChange } from "../../../engine/definition/release-parts.js";
import { releasesWords } from "../../words/releases.js";
import classes from "./releases.module.css";

/** What differs between two releases, a sentence each. */
export function PartList({ parts }: { readonly parts: readonly PartChange[] }) {
  return (
    <ul className={classes.parts}>
      {parts.map((part) => (
        <li key={pathOfPart(part)}>
          <b>{releasesWords.part(part)}</b> {releasesWords.change[part.change]}
        </li>
      ))}
    </ul>
  );
}
