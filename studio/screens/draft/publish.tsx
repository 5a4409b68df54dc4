import { type ReactNode, useMemo } from "react";
import { Link } from "react-router";
import { changesOutside } from "../../../engine/definition/change-rights.js";
import { areasTouched } from "../../../engine/definition/review-area.js";
import { WithReason } from "../../ui/with-reason.js";
import { draftWords } from "../../words/draft.js";
import { words } from "../../words/index.js";
import { rolesWords } from "../../words/roles.js";
import { ChangeList } from "./change-list.js";
import { useChanges } from "./changes-context.js";
import classes from "./draft.module.css";
import { PublishReviewed } from "./publish-reviewed.js";
import { Refused } from "./refused.js";
import { useRights } from "./rights-context.js";
import { usePublish } from "./use-publish.js";
import { useRamping } from "./use-ramping.js";

type Props = {
  /** Whether the check finds nothing that would stop the publication. */
  readonly isSound: boolean;
};

/** At the end of a page on which a definition is changed: all changes, and the way to publish them; nothing while there are none. */
export function Publish({ isSound }: Props) {
  const { draft } = useChanges();
  if (draft.done === 0) return null;
  return (
    <div className={classes.publish}>
      <PublishForm isSound={isSound} before={<Folded />} />
    </div>
  );
}

type FormProps = Props & {
  readonly before?: ReactNode;
  /** What else stands in the way, for the person; null when nothing does. */
  readonly obstacle?: string | null;
};

/** The way to publish the change set: with a reason, all of it; past others, where somebody else has to approve it first. */
export function PublishForm(asked: FormProps) {
  const { body, published } = useChanges();
  const { rights } = useRights();
  const outside = useMemo(
    () => changesOutside(published, body, rights).length,
    [published, body, rights],
  );
  const props = outside === 0 ? asked : { ...asked, obstacle: rolesWords.outside(outside) };
  const areas = useMemo(() => areasTouched(published, body), [published, body]);
  if (areas.length === 0) return <PublishAlone {...props} />;
  const { isSound, before, obstacle = null } = props;
  const stops = isSound ? obstacle : draftWords.broken;
  return <PublishReviewed before={before} obstacle={stops} areas={areas} />;
}

function PublishAlone({ isSound, before, obstacle = null }: FormProps) {
  const { body, release, draft, discard } = useChanges();
  const publishing = usePublish();
  const ramping = useRamping();
  return (
    <WithReason
      before={
        <>
          {before}
          {ramping.fields}
        </>
      }
      obstacle={isSound ? (obstacle ?? ramping.obstacle) : draftWords.broken}
      refusal={publishing.isError ? <Refused error={publishing.error} body={body} /> : null}
      isBusy={publishing.isPending}
      submitLabel={words.admin.publish}
      cancelLabel={draftWords.discard}
      onSubmit={(reason) =>
        publishing.mutate({
          publication: { definition: body, reason, baseRelease: release, ...ramping.chosen },
          draft,
        })
      }
      onCancel={discard}
    />
  );
}

function Folded() {
  const { draft } = useChanges();
  return (
    <details className={classes.steps}>
      <summary className={classes.summary}>
        {draftWords.changes(draft.done)}{" "}
        <span className={classes.quiet}>{draftWords.unpublished}</span>
      </summary>
      <ChangeList />
      <Link to="/admin/changes">{draftWords.look}</Link>
    </details>
  );
}
