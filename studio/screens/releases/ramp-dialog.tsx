import { Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RampStep, RampView } from "../../../engine/protocol/ramp.js";
import { keys } from "../../api/keys.js";
import { stepRamp } from "../../api/ramps.js";
import { ProblemNote } from "../../ui/notes.js";
import { WithReason } from "../../ui/with-reason.js";
import { words } from "../../words/index.js";
import { rampWords as say } from "../../words/ramp.js";
import { Percent } from "./ramp-fields.js";

type Props = {
  readonly ramp: RampView;
  readonly step: RampStep["step"];
  readonly onClose: () => void;
};

/** Widening, finishing or taking back a ramp: what that does, and then that it does, with a reason. */
export function RampDialog({ ramp, step, onClose }: Props) {
  const { id, workflow, version: seen, from, to, places } = ramp;
  const [share, setShare] = useState<number | null>(ramp.share);
  const client = useQueryClient();
  const stepping = useMutation({
    mutationFn: (body: RampStep) => stepRamp(id, body),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: keys.ramps }),
  });
  const isWider = share !== null && share > ramp.share;
  const lead = step === "finish" ? say.finishLead(to) : say.takeBackLead(from);
  const reach = { ...(share === null ? {} : { share }), ...(places === null ? {} : { places }) };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.dialog[step](workflow.name)}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <WithReason
        before={
          <Stack gap="sm">
            {step === "widen" ? (
              <Percent label={say.share} value={share} onChange={setShare} />
            ) : (
              <p>{lead}</p>
            )}
          </Stack>
        }
        obstacle={step === "widen" && !isWider ? say.shareWrong(ramp.share + 1) : null}
        refusal={stepping.isError ? <ProblemNote error={stepping.error} /> : null}
        isBusy={stepping.isPending}
        submitLabel={say.does[step]}
        cancelLabel={words.cancel}
        onSubmit={(reason) =>
          stepping.mutate({ step, seen, reason, ...(step === "widen" ? reach : {}) })
        }
        onCancel={onClose}
      />
    </Modal>
  );
}
