import { Checkbox } from "@mantine/core";
import { changedParts } from "../../../engine/definition/release-parts.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { rampWords as say } from "../../words/ramp.js";
import { newDraft, type RampDraft } from "./ramp-draft.js";
import { RampFields } from "./ramp-fields.js";
import classes from "./releases.module.css";

/** Whether what is published is followed by some of the new cases at first, and by which; nothing where no workflow was there before. */
export function OnlySome({
  body,
  before,
  draft,
  onChange,
}: {
  readonly body: ReleaseBody;
  readonly before: ReleaseBody;
  readonly draft: RampDraft | null;
  readonly onChange: (draft: RampDraft | null) => void;
}) {
  const known = new Set(before.workflows.map(({ id }) => id));
  const workflows = body.workflows.filter(({ id }) => known.has(id));
  const [first] = workflows;
  if (!first) return null;
  return (
    <div className={classes.ramp}>
      <Checkbox
        label={say.onlySome}
        checked={draft !== null}
        onChange={({ currentTarget: { checked } }) =>
          onChange(checked ? newDraft(changedIn(before, body) ?? first.id) : null)
        }
      />
      {draft === null ? null : (
        <RampFields body={{ ...body, workflows }} draft={draft} onChange={onChange} />
      )}
    </div>
  );
}

/** The workflow that a ramp is most likely meant for. */
function changedIn(before: ReleaseBody, body: ReleaseBody): string | undefined {
  const changed = changedParts(before, body);
  return changed.find(({ of, change }) => of === "workflows" && change === "changed")?.id;
}
