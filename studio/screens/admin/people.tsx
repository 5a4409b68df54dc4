import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { User } from "../../../engine/protocol/session.js";
import type { Workload } from "../../../engine/protocol/workload.js";
import { usersQuery } from "../../api/users.js";
import { workloadQuery } from "../../api/work.js";
import { Icon } from "../../ui/icons.js";
import { ProblemNote } from "../../ui/notes.js";
import { readable } from "../../ui/schema-form/choices.js";
import { Waiting } from "../../ui/waiting.js";
import { LoadBar, StandingMark } from "../../ui/standing.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { AddPerson } from "./add-person.js";
import classes from "./admin.module.css";
import lines from "./people.module.css";
import { WorkDialog } from "./work-dialog.js";

/** The staff with their roles, and what each of them has to do. */
export function People() {
  const users = useQuery(usersQuery);
  const mayAdd = useMay("user.manage");
  const workload = useQuery(workloadQuery).data;
  const [dialog, setDialog] = useState<"open" | "closed">("closed");
  const [working, setWorking] = useState<User | null>(null);
  if (users.isPending) return <Waiting />;
  if (!users.data) {
    return <ProblemNote error={users.error} onRetry={() => void users.refetch()} />;
  }
  return (
    <>
      <div className={classes.head}>
        <h2>{words.admin.users}</h2>
        {mayAdd ? (
          <Button leftSection={<Icon name="plus" />} onClick={() => setDialog("open")}>
            {words.admin.addUser}
          </Button>
        ) : null}
      </div>
      <ul className={classes.list}>
        {users.data.map((user) => (
          <li key={user.id} className={lines.person}>
            <span className={lines.who}>
              <span className={classes.name}>{user.name}</span>
              <span className={classes.quiet}>
                {[user.email, user.phone].filter((part) => part !== null).join(" · ")}
              </span>
            </span>
            <span className={lines.roles}>{user.roles.map(readable).join(", ")}</span>
            {user.active ? (
              <Standing of={workload?.find(({ id }) => id === user.id)} />
            ) : (
              <span className={lines.now}>
                <span className={classes.quiet}>{words.admin.inactive}</span>
              </span>
            )}
            {mayAdd && user.active ? (
              <Button
                variant="default"
                size="compact-sm"
                className={lines.work}
                aria-label={words.work.edit(user.name)}
                onClick={() => setWorking(user)}
              >
                {words.work.change}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {working ? <WorkDialog user={working} onClose={() => setWorking(null)} /> : null}
      {dialog === "open" ? <AddPerson onClose={() => setDialog("closed")} /> : null}
    </>
  );
}

function Standing({ of }: { readonly of: Workload | undefined }) {
  if (!of) return null;
  return (
    <span className={lines.now}>
      <span className={lines.load}>
        <LoadBar load={of.load} capacity={of.capacity} />
      </span>
      <StandingMark status={of.status} until={of.until} />
    </span>
  );
}
