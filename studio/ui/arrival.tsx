import type { Preview } from "../../engine/definition/preview.js";
import { previewWords } from "../words/previews.js";
import classes from "./arrival.module.css";
import { Icon } from "./icons.js";

/** How something looks where it arrives, as its plugin says; null where the plugin says nothing. All of it is text. */
export function Arrival({
  by,
  language,
  preview,
}: {
  /** What brings it there. */
  readonly by: string;
  /** Of its words. */
  readonly language?: string;
  readonly preview: Preview | null;
}) {
  return (
    <figure className={classes.arrival} aria-label={previewWords.by(by)}>
      <figcaption>{previewWords.by(by)}</figcaption>
      {preview === null ? (
        <p className={classes.nothing}>{previewWords.nothing}</p>
      ) : (
        <>
          <Frame {...{ language, preview }} />
          <Notes notes={preview.notes ?? []} />
        </>
      )}
    </figure>
  );
}

function Frame({
  language,
  preview: { heading, fields = [], text, buttons = [] },
}: {
  readonly language: string | undefined;
  readonly preview: Preview;
}) {
  if (!heading && !text && fields.length + buttons.length === 0) return null;
  return (
    <div className={classes.frame} dir="auto">
      {heading === undefined ? null : <strong>{heading}</strong>}
      {fields.length === 0 ? null : (
        <dl>
          {fields.map(({ name, value }, place) => (
            <div key={place}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {text === undefined ? null : <p lang={language}>{text}</p>}
      {buttons.length === 0 ? null : (
        <div className={classes.buttons}>
          {buttons.map((label, place) => (
            <span key={place}>{label}</span>
          ))}
        </div>
      )}
    </div>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notes}>
      {notes.map((note, place) => (
        <li key={place}>
          <Icon name="warning" size={16} />
          <span>{note}</span>
        </li>
      ))}
    </ul>
  );
}
