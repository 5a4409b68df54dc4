import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseHoldView } from "../../../engine/protocol/retention.js";
import { keys } from "../../api/keys.js";
import { changeHold, holdQuery } from "../../api/retention.js";
import card from "../../ui/card.module.css";
import { When } from "../../ui/due.js";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";

const say = words.retention;

/** Whether a case is on legal hold, for those who may erase: they put it on hold, or lift that. */
export function HoldCard({ id }: { readonly id: string }) {
  const mayErase = useMay("case.erase");
  const hold = useQuery({ ...holdQuery(id), enabled: mayErase });
  const client = useQueryClient();
  const changing = useMutation({
    mutationFn: (reason: string | null) => changeHold(id, reason),
    onSuccess: (_answer, reason) => {
      toast("done", reason === null ? say.liftDone : say.holdDone);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.hold(id) }),
  });
  if (!mayErase || hold.data === undefined) return null;
  return (
    <section className={card.card} aria-labelledby="hold">
      <h2 id="hold">{say.hold}</h2>
      <Stack gap="sm">
        {changing.isError ? <ProblemNote error={changing.error} /> : null}
        {hold.data === null ? (
          <NoHold busy={changing.isPending} onHold={changing.mutate} />
        ) : (
          <Held hold={hold.data} busy={changing.isPending} onLift={() => changing.mutate(null)} />
        )}
      </Stack>
    </section>
  );
}

function NoHold({
  busy,
  onHold,
}: {
  readonly busy: boolean;
  readonly onHold: (reason: string) => void;
}) {
  const [reason, setReason] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onHold(reason);
      }}
    >
      <Stack gap="sm">
        <p>{say.holdText}</p>
        <Textarea
          label={say.holdReason}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" variant="default" loading={busy} disabled={reason.trim() === ""}>
            {say.holdStart}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Held({
  hold: { reason, by, at },
  busy,
  onLift,
}: {
  readonly hold: CaseHoldView;
  readonly busy: boolean;
  readonly onLift: () => void;
}) {
  return (
    <>
      <p>
        {say.onHold(by.name)}, <When at={at} />: {reason}
      </p>
      <Group>
        <Button variant="default" loading={busy} onClick={onLift}>
          {say.holdLift}
        </Button>
      </Group>
    </>
  );
}
