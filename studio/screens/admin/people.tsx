import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usersQuery } from "../../api/users.js";
import { Icon } from "../../ui/icons.js";
import { ProblemNote } from "../../ui/notes.js";
import { readable } from "../../ui/schema-form/choices.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { AddPerson } from "./add-person.js";
import classes from "./admin.module.css";

/** The staff with their roles. */
export function People() {
  const users = useQuery(usersQuery);
  const mayAdd = useMay("user.manage");
  const [dialog, setDialog] = useState<"open" | "closed">("closed");
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
          <li key={user.id} className={classes.line}>
            <span className={classes.grow}>
              <span className={classes.name}>{user.name}</span>
              <span className={classes.quiet}>
                {[user.email, user.phone].filter((part) => part !== null).join(" · ")}
              </span>
            </span>
            <span>{user.roles.map(readable).join(", ")}</span>
            <span className={classes.quiet}>
              {user.active ? words.admin.active : words.admin.inactive}
            </span>
          </li>
        ))}
      </ul>
      {dialog === "open" ? <AddPerson onClose={() => setDialog("closed")} /> : null}
    </>
  );
}
