import { compareWords } from "../words/compare.js";
import type { ComparedMark } from "./compared.js";
import classes from "./compared.module.css";

/** What makes a part of the picture stand out, or step back, in a comparison; nothing where none is made. */
export function comparedProps(
  own: string | undefined,
  mark: ComparedMark | undefined,
  isHere: boolean,
) {
  if (mark === undefined) return { className: own };
  return {
    className: `${own ?? ""} ${classes.compared ?? ""}`,
    "data-compared": mark,
    "data-here": isHere || undefined,
  };
}

/** What became of a part of the picture, by a sign and a word over its edge; nothing where it is as it was. */
export function ComparedChip({ mark }: { readonly mark: ComparedMark | undefined }) {
  if (mark === undefined || mark === "same") return null;
  return (
    <span className={classes.chip} data-difference={mark}>
      <span aria-hidden="true">{compareWords.signs[mark]}</span> {compareWords.differences[mark]}
    </span>
  );
}

/** What became of a part of the picture, for those who hear it; empty where nothing is compared. */
export function comparedSpoken(mark: ComparedMark | undefined): string {
  if (mark === undefined) return "";
  return mark === "same" ? compareWords.same : compareWords.differences[mark];
}
