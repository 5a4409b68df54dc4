import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { publishDefinition, type Publication } from "../../api/definitions.js";
import { keys } from "../../api/keys.js";
import { toast } from "../../ui/toast.js";
import { WithReason } from "../../ui/with-reason.js";
import { words } from "../../words/index.js";
import { draftWords } from "../../words/draft.js";
import classes from "./draft.module.css";
import { Refused } from "./refused.js";
import type { Drafting } from "./use-draft.js";

type Props<Model, Step> = Pick<Publication, "kind" | "id"> & {
  readonly drafting: Drafting<Model, Step>;
  readonly release: number;
  /** Whether the check finds nothing that would stop the publication. */
  readonly isSound: boolean;
  /** A step as a sentence. */
  readonly stepWords: (step: Step) => string;
};

/** What has been changed, step by step, and the way to publish it; nothing while nothing has. */
export function Publish<Model, Step>({
  kind,
  id,
  drafting,
  release,
  isSound,
  stepWords,
}: Props<Model, Step>) {
  const { model: definition, draft, drop, clear } = drafting;
  const publishing = usePublish(clear);
  if (draft.done === 0) return null;
  return (
    <div className={classes.publish}>
      <WithReason
        before={<Steps sentences={draft.steps.slice(0, draft.done).map(stepWords)} onDrop={drop} />}
        obstacle={isSound ? null : draftWords.broken}
        refusal={publishing.isError ? <Refused error={publishing.error} /> : null}
        isBusy={publishing.isPending}
        submitLabel={words.admin.publish}
        cancelLabel={draftWords.discard}
        onSubmit={(reason) =>
          publishing.mutate({ kind, id, definition, reason, baseRelease: release })
        }
        onCancel={clear}
      />
    </div>
  );
}

function Steps({
  sentences,
  onDrop,
}: {
  readonly sentences: readonly string[];
  readonly onDrop: (place: number) => void;
}) {
  return (
    <details className={classes.steps}>
      <summary className={classes.summary}>
        {draftWords.changes(sentences.length)}{" "}
        <span className={classes.quiet}>{draftWords.unpublished}</span>
      </summary>
      <ol>
        {sentences.map((sentence, place) => (
          <li key={place}>
            <span>{sentence}</span>
            <Button size="compact-xs" variant="default" onClick={() => onDrop(place)}>
              {draftWords.dropOnly}
            </Button>
          </li>
        ))}
      </ol>
    </details>
  );
}

function usePublish(onPublished: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: publishDefinition,
    onSuccess: ({ number }) => {
      toast("done", words.admin.published(number));
      // First, so that a step is never put on top of itself.
      onPublished();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.releases }),
  });
}
