import { ActionIcon } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { signOut } from "../../api/session.js";
import { overlayStore } from "../../live/overlay-store.js";
import { Icon } from "../../ui/icons.js";
import { words } from "../../words/index.js";
import classes from "./person.module.css";
import { useProfile } from "./session.js";

/** Who is signed in, and the way out. */
export function Person() {
  const { name, email } = useProfile();
  const client = useQueryClient();
  const leave = async () => {
    await signOut();
    client.clear();
    overlayStore.clear();
  };
  return (
    <div className={classes.person}>
      <span className={classes.initials} aria-hidden="true">
        {initials(name)}
      </span>
      <span className={classes.who}>
        <span className={classes.name}>{name}</span>
        <span className={classes.email}>{email}</span>
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={() => void leave()}
        aria-label={words.nav.signOut}
        title={words.nav.signOut}
      >
        <Icon name="leave" />
      </ActionIcon>
    </div>
  );
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((part) => Array.from(part ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}
