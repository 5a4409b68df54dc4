import { ActionIcon, UnstyledButton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { signOut } from "../../api/session.js";
import { meQuery } from "../../api/work.js";
import { overlayStore } from "../../live/overlay-store.js";
import { isAwayAt } from "../../ui/away-draft.js";
import { Icon } from "../../ui/icons.js";
import { useNow } from "../../ui/now.js";
import { shortTime } from "../../ui/time.js";
import { words } from "../../words/index.js";
import classes from "./person.module.css";
import { useProfile } from "./session.js";

/** Who is signed in, when they are there, and the way out. */
export function Person({ onAvailability }: { readonly onAvailability: () => void }) {
  const { name, email, away } = useQuery(meQuery(useProfile())).data;
  const now = useNow();
  const isAway = isAwayAt(away, now);
  const client = useQueryClient();
  const leave = async () => {
    await signOut();
    client.clear();
    overlayStore.clear();
  };
  return (
    <div className={classes.person}>
      <UnstyledButton
        className={classes.me}
        onClick={onAvailability}
        title={words.work.mine}
        aria-haspopup="dialog"
      >
        <span className={classes.initials} aria-hidden="true">
          {initials(name)}
        </span>
        <span className={classes.who}>
          <span className={classes.name}>{name}</span>
          <span className={classes.email} data-away={isAway}>
            {isAway ? awayWords(away?.until ?? null, now) : email}
          </span>
        </span>
      </UnstyledButton>
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

function awayWords(until: string | null, now: number): string {
  return until === null ? words.work.awayNow : words.work.awayUntil(shortTime(until, now));
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((part) => Array.from(part ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}
