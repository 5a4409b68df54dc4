import { ActionIcon } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { unreadNoticesQuery } from "../../api/notices.js";
import { Icon } from "../../ui/icons.js";
import { Logo } from "../../ui/logo.js";
import { words } from "../../words/index.js";
import { ConnectionStatus } from "./connection-status.js";
import classes from "./top-bar.module.css";

/** Stands in for the rail where there is no room for it. */
export function TopBar({ onMenu }: { readonly onMenu: () => void }) {
  return (
    <nav className={classes.bar} aria-label={words.product}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        onClick={onMenu}
        aria-label={words.nav.menu}
      >
        <Icon name="menu" size={22} />
      </ActionIcon>
      <Link to="/app" className={classes.home} aria-label={words.product}>
        <Logo />
      </Link>
      <UnreadNotices />
      <ConnectionStatus />
    </nav>
  );
}

/** The way to what the person has not read, where the rail that tells of it is put away. */
function UnreadNotices() {
  const unread = useQuery(unreadNoticesQuery).data?.unread ?? 0;
  if (unread === 0) return null;
  return (
    <Link to="/app/notices" className={classes.unread} aria-label={words.notices.unread(unread)}>
      <Icon name="note" />
      {unread}
    </Link>
  );
}
