import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Problem } from "../api/problem.js";
import { words } from "../words/index.js";
import { Icon, type IconName } from "./icons.js";
import { Warning } from "./warning.js";
import classes from "./notes.module.css";

/** A place with nothing in it, and what to do about it. */
export function Empty({
  icon,
  title,
  level = 2,
  children,
}: {
  readonly icon: IconName;
  readonly title: string;
  /** 1 where it is the whole page. */
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className={classes.empty}>
      <span className={classes.circle}>
        <Icon name={icon} size={26} />
      </span>
      <Heading className={classes.title}>{title}</Heading>
      <div className={classes.text}>{children}</div>
    </div>
  );
}

/** A problem in words, with a way to try again. It is announced and stays until it is over. */
export function ProblemNote({
  error,
  title,
  onRetry,
}: {
  readonly error: unknown;
  readonly title?: string;
  readonly onRetry?: () => void;
}) {
  return (
    <Warning title={title ?? problemTitle(error)}>
      {title === undefined ? null : <p>{problemTitle(error)}</p>}
      <p className={classes.code}>{words.problems.reference(codeOf(error))}</p>
      {onRetry === undefined ? null : (
        <div>
          <Button size="xs" variant="default" onClick={onRetry}>
            {words.retry}
          </Button>
        </div>
      )}
    </Warning>
  );
}

/** A problem as a sentence. */
export function problemTitle(error: unknown): string {
  if (!(error instanceof Problem)) return words.problems.unknown;
  if (error.code === "network") return words.problems.network;
  return error.detail ?? error.message;
}

function codeOf(error: unknown): string {
  return error instanceof Problem ? error.code : "unexpected";
}
