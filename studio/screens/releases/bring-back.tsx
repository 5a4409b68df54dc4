import { Modal, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { changedParts } from "../../../engine/definition/release-parts.js";
import { restoreRelease } from "../../api/definitions.js";
import { keys } from "../../api/keys.js";
import { releaseBodyQuery } from "../../api/migrations.js";
import { releaseQuery } from "../../api/workflows.js";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { WithReason } from "../../ui/with-reason.js";
import { words } from "../../words/index.js";
import { releasesWords as say } from "../../words/releases.js";
import { Refused } from "../draft/refused.js";
import { PartList } from "./part-list.js";

type Props = { readonly number: number; readonly onClose: () => void };

/** Going back to an earlier release: what that changes, and then that it does, with a reason. */
export function BringBack({ number, onClose }: Props) {
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={say.bringBackTitle(number)}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <Stack gap="md">
        <p>{say.bringBackLead(number)}</p>
        <Compared number={number} onClose={onClose} />
      </Stack>
    </Modal>
  );
}

function Compared({ number, onClose }: Props) {
  const current = useQuery(releaseQuery);
  const earlier = useQuery(releaseBodyQuery(number));
  const restoring = useRestoring(number, onClose);
  if (current.isPending || earlier.isPending) return <Waiting />;
  if (!current.data || !earlier.data)
    return (
      <ProblemNote
        error={current.error ?? earlier.error}
        onRetry={() => void Promise.all([current.refetch(), earlier.refetch()])}
      />
    );
  const parts = changedParts(current.data.body, earlier.data);
  if (parts.length === 0) return <p>{say.nothingDiffers}</p>;
  const { number: baseRelease } = current.data;
  return (
    <WithReason
      before={
        <section aria-label={say.whatDiffers}>
          <h3>{say.whatDiffers}</h3>
          <PartList parts={parts} />
          <p>{say.keepsYours}</p>
        </section>
      }
      refusal={restoring.isError ? <Refused error={restoring.error} /> : null}
      isBusy={restoring.isPending}
      submitLabel={words.admin.publish}
      cancelLabel={words.cancel}
      onSubmit={(reason) => restoring.mutate({ reason, baseRelease })}
      onCancel={onClose}
    />
  );
}

function useRestoring(number: number, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Parameters<typeof restoreRelease>[1]) => restoreRelease(number, body),
    onSuccess: ({ number: published }) => {
      toast("done", words.admin.published(published));
      onDone();
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.releases }),
        client.invalidateQueries({ queryKey: keys.workflows }),
      ]),
  });
}
