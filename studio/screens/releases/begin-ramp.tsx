import { Modal, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Release, ReleaseBody } from "../../../engine/definition/release.js";
import type { RampView } from "../../../engine/protocol/ramp.js";
import { keys } from "../../api/keys.js";
import { Problem } from "../../api/problem.js";
import { rampsQuery, startRamp } from "../../api/ramps.js";
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
  const ramps = useQuery(rampsQuery);
  const failed = [release, ramps].find(({ isError }) => isError);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={say.beginTitle(release.data?.number ?? 0)}
      closeButtonProps={{ "aria-label": words.close }}
    >
      {failed ? (
        <ProblemNote error={failed.error} onRetry={() => void failed.refetch()} />
      ) : release.data && ramps.data ? (
        <Begin
          number={release.data.number}
          body={{ ...release.data.body, workflows: notYetRamped(release.data, ramps.data) }}
          onClose={onClose}
        />
      ) : (
        <Waiting />
      )}
    </Modal>
  );
}

/** The workflows of a release that were never ramped to it: each is once. */
function notYetRamped({ number, body }: Release, ramps: readonly RampView[]) {
  const ramped = new Set(
    ramps.filter(({ to }) => to === number).map(({ workflow }) => workflow.id),
  );
  return body.workflows.filter(({ id }) => !ramped.has(id));
}

function Begin({
  number,
  body,
  onClose,
}: {
  readonly number: number;
  readonly body: ReleaseBody;
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
  if (body.workflows.length === 0) return <p>{say.allRamped(number)}</p>;
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
