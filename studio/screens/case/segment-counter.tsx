import { countSegments } from "../../../templates/segments.js";
import { words } from "../../words/index.js";
import classes from "./segment-counter.module.css";

/** How many SMS the text costs on the air. */
export function SegmentCounter({ text }: { readonly text: string }) {
  const { encoding, units, segments, perSegment } = countSegments(text.normalize("NFC"));
  if (segments === 0) return null;
  return (
    <span className={classes.counter} data-many={segments > 1}>
      {`${words.message.segments(segments)} · ${words.composer.units(units, segments * perSegment)}`}
      {encoding === "UCS2" ? ` · ${words.composer.unicode}` : ""}
    </span>
  );
}
