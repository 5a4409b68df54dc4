import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MessageSetAside } from "../../../engine/protocol/set-aside.js";
import { keys } from "../../api/keys.js";
import { retrySetAside, setAsideQuery } from "../../api/set-aside.js";
import { When } from "../../ui/due.js";
import { ProblemNote, problemTitle } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { Warning } from "../../ui/warning.js";
import { words } from "../../words/index.js";
import admin from "./admin.module.css";
import classes from "./set-aside.module.css";

const say = words.setAside;

/** What patients wrote and no ticket has, until it is handed over after all. Nothing when there is nothing, which is the rule. */
export function SetAside() {
  const setAside = useQuery(setAsideQuery);
  if (setAside.error && !setAside.data)
    return <ProblemNote error={setAside.error} onRetry={() => void setAside.refetch()} />;
  const { items = [], all = 0 } = setAside.data ?? {};
  if (items.length === 0) return null;
  return (
    <Warning title={say.title}>
      <p>{say.lead}</p>
      {all > items.length ? <p>{say.shown(items.length, all)}</p> : null}
      <ul className={classes.messages} role="list">
        {items.map((message) => (
          <li key={message.id} className={classes.message}>
            <Line message={message} />
          </li>
        ))}
      </ul>
    </Warning>
  );
}

function Line({ message }: { readonly message: MessageSetAside }) {
  const { id, endpoint, from, name, text, urgent, at, why } = message;
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retrySetAside(id),
    onSuccess: () => toast("done", say.retried),
    onError: (error) => toast("problem", problemTitle(error)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.setAside }),
  });
  return (
    <>
      <div className={classes.what}>
        <p className={classes.who}>
          {urgent ? <strong>{say.urgent} · </strong> : null}
          <span>{name === null ? from : say.from(name, from)}</span> <When at={at} />
        </p>
        <p className={classes.text}>{text === "" ? say.noText : text}</p>
        <p className={admin.quiet}>{say.came(endpoint, why)}</p>
      </div>
      <Button
        variant="default"
        loading={retry.isPending}
        aria-label={say.retryOf(name ?? from)}
        onClick={() => retry.mutate()}
      >
        {say.retry}
      </Button>
    </>
  );
}
