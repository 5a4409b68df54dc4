import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { publishRelease } from "../../api/definitions.js";
import { keys } from "../../api/keys.js";
import { toast } from "../../ui/toast.js";
import { WithReason } from "../../ui/with-reason.js";
import { draftWords } from "../../words/draft.js";
import { words } from "../../words/index.js";
import { ChangeList } from "./change-list.js";
import { useChanges } from "./changes-context.js";
import classes from "./draft.module.css";
import { Refused } from "./refused.js";

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

/** The way to publish the change set: with a reason, all of it. */
export function PublishForm({ isSound, before, obstacle = null }: FormProps) {
  const { body, release, draft, discard } = useChanges();
  const publishing = usePublish();
  return (
    <WithReason
      before={before}
      obstacle={isSound ? obstacle : draftWords.broken}
      refusal={publishing.isError ? <Refused error={publishing.error} body={body} /> : null}
      isBusy={publishing.isPending}
      submitLabel={words.admin.publish}
      cancelLabel={draftWords.discard}
      onSubmit={(reason) =>
        publishing.mutate({
          publication: { definition: body, reason, baseRelease: release },
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

type Publishing = {
  readonly publication: Parameters<typeof publishRelease>[0];
  /** What is published with it; what is changed while it is on its way stays. */
  readonly draft: ReturnType<typeof useChanges>["draft"];
};

function usePublish() {
  const client = useQueryClient();
  const { dropAll } = useChanges();
  return useMutation({
    mutationFn: ({ publication }: Publishing) => publishRelease(publication),
    onSuccess: ({ number, hash }, { publication, draft }) => {
      toast("done", words.admin.published(number));
      // Both at once, so that a change is never put on top of itself, nor gone for a moment.
      const published = new Set(draft.steps.slice(0, draft.done).map(({ key }) => key));
      client.setQueryData(keys.release, { number, hash, body: publication.definition });
      dropAll(({ key }) => published.has(key));
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.releases }),
        client.invalidateQueries({ queryKey: keys.workflows }),
      ]),
  });
}
