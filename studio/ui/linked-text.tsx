import { Fragment } from "react";

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/g;

/** A text whose web addresses can be followed; everything else stays text. */
export function LinkedText({ text }: { readonly text: string }) {
  return text.split(LINK).map((part, place) =>
    place % 2 === 1 ? (
      <a key={place} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      <Fragment key={place}>{part}</Fragment>
    ),
  );
}
