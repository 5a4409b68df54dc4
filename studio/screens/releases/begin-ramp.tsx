import { Modal, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Release } from "../../../engine/definition/release.js";
import { keys } from "../../api/keys.js";
import { Problem } from "../../api/problem.js";
import { startRamp } from "../../api/ramps.js";
import { releaseQuery } from "../../api/workflows.js";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { WithReason } from "../../ui/with-reason.js";
import { words } from "../../words/index.js";
import { rampWords as say } from "../../words/ramp.js";
import { Refused } from "../draft/refused.js";
import { newDraft, rampOf } from "./ramp-draft.js";
import { RampFields } from "./ramp-fields.js";

/** Holding the newest release back from most new cases of a workflow. */
export function BeginRamp({ onClose }: { readonly onClose: () => void }) {
  const release = useQuery(releaseQuery);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={say.beginTitle(release.data?.number ?? 0)}
      closeButtonProps={{ "aria-label": words.close }}
    >
      {release.isPending ? <Waiting /> : null}
      {release.isError ? (
        <ProblemNote error={release.error} onRetry={() => void release.refetch()} />
      ) : null}
      {release.data ? <Begin release={release.data} onClose={onClose} /> : null}
    </Modal>
  );
}

function Begin({
  release: { number, body },
  onClose,
}: {
  readonly release: Release;
  readonly onClose: () => void;
}) {
  const [draft, setDraft] = useState(newDraft(body.workflows[0]?.id ?? ""));
  const client = useQueryClient();
  const ramp = rampOf(draft);
  const starting = useMutation({
    mutationFn: startRamp,
    onSuccess: () => {
      toast("done", say.begun);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.ramps }),
  });
  return (
    <WithReason
      before={
        <Stack gap="sm">
          <p>{say.beginLead(number)}</p>
          <RampFields body={body} draft={draft} onChange={setDraft} />
        </Stack>
      }
      obstacle={ramp === null ? say.shareWrong(1) : null}
      refusal={starting.isError ? <NotBegun error={starting.error} /> : null}
      isBusy={starting.isPending}
      submitLabel={say.submit}
      cancelLabel={words.cancel}
      onSubmit={(reason) => {
        if (ramp) starting.mutate({ ...ramp, to: number, reason });
      }}
      onCancel={onClose}
    />
  );
}

/** Why it was not begun: somebody was faster, or it does not fit. */
function NotBegun({ error }: { readonly error: unknown }) {
  const isThere = error instanceof Problem && error.code === "already_exists";
  return isThere ? <ProblemNote error={error} /> : <Refused error={error} />;
}
