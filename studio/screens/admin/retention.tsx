import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { WorkflowRetention } from "../../../engine/protocol/retention.js";
import { keys } from "../../api/keys.js";
import { changeRetention, retentionQuery } from "../../api/retention.js";
import { When } from "../../ui/due.js";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { keepWords } from "../../words/keep.js";
import classes from "./admin.module.css";

const say = words.retention;

/** How long the cases of each workflow are kept, what erasing them would do now, and the switch for it. */
export function Retention() {
  const retention = useQuery(retentionQuery);
  if (retention.isPending) return <Waiting />;
  if (!retention.data)
    return <ProblemNote error={retention.error} onRetry={() => void retention.refetch()} />;
  return (
    <>
      <div className={classes.head}>
        <h2>{say.title}</h2>
      </div>
      <p className={classes.quiet}>{say.lead}</p>
      <ul className={classes.list}>
        {retention.data.map((row) => (
          <li key={row.workflow} className={classes.line}>
            <WorkflowLine row={row} />
          </li>
        ))}
      </ul>
    </>
  );
}

function WorkflowLine({ row }: { readonly row: WorkflowRetention }) {
  const [asked, setAsked] = useState<string | null>(null);
  const changing = useChange();
  const { workflow, name, keep, on, agreed } = row;
  return (
    <>
      <div className={classes.grow}>
        <h3 className={classes.name}>{name}</h3>
        {sentences(row).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <First row={row} />
        {changing.isError ? <ProblemNote error={changing.error} /> : null}
      </div>
      {keep === null || on ? null : (
        <Button variant="default" onClick={() => setAsked(keep)}>
          {say.start}
        </Button>
      )}
      {agreed === null ? null : (
        <Button
          variant="default"
          loading={changing.isPending}
          onClick={() => changing.mutate({ workflow, keep: null })}
        >
          {say.stop}
        </Button>
      )}
      {asked === null ? null : (
        <Agree
          row={row}
          keep={asked}
          onClose={() => setAsked(null)}
          onAgree={() => {
            setAsked(null);
            changing.mutate({ workflow, keep: asked });
          }}
        />
      )}
    </>
  );
}

/** What a person has to know before agreeing, as sentences. */
function sentences({ keep, on, agreed, due, dueSoon, held, erased }: WorkflowRetention): string[] {
  if (keep === null) return [say.forever];
  const off = agreed === null ? say.off : say.changed(keepWords(agreed.keep), agreed.by.name);
  const all = [
    say.kept(keepWords(keep)),
    on && agreed ? say.on(agreed.by.name) : off,
    on ? say.dueOn(due) : say.due(due),
    say.soon(dueSoon),
    say.held(held),
    say.erased(erased),
  ];
  return all.filter((sentence) => sentence !== "");
}

function First({ row: { first } }: { readonly row: WorkflowRetention }) {
  if (first.length === 0) return null;
  return (
    <details>
      <summary>{say.first}</summary>
      <ul>
        {first.map(({ id, endedAt, keptUntil }) => (
          <li key={id}>
            <a href={`/app/cases/${id}`}>{id}</a>{" "}
            <span className={classes.quiet}>
              <When at={endedAt} /> – <When at={keptUntil} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Agree({
  row,
  keep,
  onClose,
  onAgree,
}: {
  readonly row: WorkflowRetention;
  readonly keep: string;
  readonly onClose: () => void;
  readonly onAgree: () => void;
}) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.sure(keepWords(keep))}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <Stack gap="md">
        <p>{say.sureText}</p>
        <p>
          {say.due(row.due)} {say.soon(row.dueSoon)}
        </p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button onClick={onAgree}>{say.agree}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function useChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changeRetention,
    onSuccess: (_answer, { keep }) => {
      toast("done", keep === null ? say.stopped : say.started);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.retention }),
  });
}
