import type { ReactNode } from "react";
import classes from "./bubble.module.css";
import { LinkedText } from "./linked-text.js";

/** The messages of a conversation, oldest first. */
export function Bubbles({ children }: { readonly children: ReactNode }) {
  return <ol className={classes.bubbles}>{children}</ol>;
}

/** One message: one's own stand on the right. */
export function Bubble({
  mine,
  text,
  foot,
  failed = "no",
}: {
  readonly mine: boolean;
  readonly text: string;
  /** Who wrote it and when, or what has become of it. */
  readonly foot: ReactNode;
  readonly failed?: "no" | "yes";
}) {
  return (
    <li className={classes.bubble} data-mine={mine} data-failed={failed}>
      <p className={classes.text} dir="auto">
        <LinkedText text={text} />
      </p>
      <p className={classes.foot}>{foot}</p>
    </li>
  );
}
