import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "../../ui/icons.js";
import { editWords } from "../../words/edit.js";
import { mapWords } from "../../words/map.js";
import admin from "../admin/admin.module.css";
import { useMay } from "../desk/session.js";
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

/** The way to the desk, where a case of a kind that is published can be opened; nothing for those who may not. */
export function OpenOne({ workflow }: { readonly workflow: string }) {
  if (!useMay("case.create")) return null;
  return (
    <Button component={Link} to={`/app/all?new=${workflow}`} variant="default" size="compact-md">
      {mapWords.openOne}
    </Button>
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
