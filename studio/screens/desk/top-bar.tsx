import { ActionIcon } from "@mantine/core";
import { Link } from "react-router";
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
      <ConnectionStatus />
    </nav>
  );
}
