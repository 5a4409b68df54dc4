import type { DiffLine } from "./line-diff.js";
import classes from "./folded-diff.module.css";

/** What differs between two texts, line by line, for those who want to see it. */
export function FoldedDiff({
  label,
  about,
  lines,
}: {
  readonly label: string;
  /** Whose text it is. */
  readonly about: string;
  readonly lines: readonly DiffLine[];
}) {
  return (
    <details className={classes.folded}>
      <summary>{label}</summary>
      <pre className={classes.text} tabIndex={0} aria-label={about}>
        {lines.map((line, at) => (
          <Line key={at} {...line} />
        ))}
      </pre>
    </details>
  );
}

function Line({ kind, text }: DiffLine) {
  if (kind === "added") return <ins>{text}</ins>;
  if (kind === "removed") return <del>{text}</del>;
  return <>{`${text}\n`}</>;
}
