import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "../../ui/icons.js";
import { editWords } from "../../words/edit.js";
import { mapWords } from "../../words/map.js";
import admin from "../admin/admin.module.css";
import classes from "./workflow.module.css";

/** The way to all workflows. */
export function BackLink() {
  return (
    <Link to="/admin/workflows" className={classes.back}>
      <Icon name="back" size={16} />
      {mapWords.all}
    </Link>
  );
}

/** Whose page it is, of which release, and what can be done with it. */
export function WorkflowTitle({
  name,
  release,
  isEditing,
  onChange,
  children,
}: {
  readonly name: string;
  /** Null when no release has it yet. */
  readonly release: number | null;
  readonly isEditing: boolean;
  /** Begins to change the workflow, or ends it; null for those who may not. */
  readonly onChange: (() => void) | null;
  /** What else can be done with it. */
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.title}>
      <h2>{name}</h2>
      <span className={admin.quiet}>
        {release === null ? mapWords.unpublished : mapWords.release(release)}
      </span>
      <span className={classes.grow} />
      {children}
      {onChange ? (
        <Button variant={isEditing ? "default" : "filled"} size="compact-md" onClick={onChange}>
          {isEditing ? editWords.read : editWords.change}
        </Button>
      ) : null}
      <BackLink />
    </div>
  );
}
