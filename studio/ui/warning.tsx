import type { ReactNode, Ref } from "react";
import { Icon } from "./icons.js";
import classes from "./warning.module.css";

/** Something that is wrong and must be read: announced at once, with a sign beside the colour. */
export function Warning({
  ref,
  title,
  children,
}: {
  /** To put the focus on it. */
  readonly ref?: Ref<HTMLDivElement>;
  readonly title?: string | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <div ref={ref} role="alert" tabIndex={-1} className={classes.warning}>
      <Icon name="warning" />
      <div className={classes.body}>
        {title === undefined ? null : <p className={classes.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
