import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { Outlet, useLocation } from "react-router";
import { LiveProvider } from "../../live/provider.js";
import { useKeys } from "../../ui/keys.js";
import { words } from "../../words/index.js";
import { AlertBanner } from "../alerts/alert-banner.js";
import { NoticeToasts } from "../notices/notice-toasts.js";
import { Availability } from "./availability.js";
import { ConnectionBanner } from "./connection-status.js";
import { FormChoices } from "./form-choices.js";
import { KeyList } from "./key-list.js";
import { Rail } from "./rail.js";
import { SendingGuard } from "./sending-guard.js";
import { SignedIn } from "./session.js";
import classes from "./shell.module.css";
import { TopBar } from "./top-bar.js";

/** Everything around the staff screens: the rail, the connection, and what every screen shares. */
export function Shell() {
  return (
    <SignedIn>
      <LiveProvider>
        <FormChoices>
          <Frame />
        </FormChoices>
      </LiveProvider>
    </SignedIn>
  );
}

function Frame() {
  const [menu, { open, close }] = useDisclosure(false);
  const [dialog, setDialog] = useState<"keys" | "availability" | "none">("none");
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  useKeys({ "?": () => setDialog("keys") });
  const instead = (next: typeof dialog) => () => {
    close();
    setDialog(next);
  };
  const rail = <Rail onKeys={instead("keys")} onAvailability={instead("availability")} />;
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {words.skip}
      </a>
      <TopBar onMenu={open} />
      <aside className={classes.rail}>{rail}</aside>
      <Drawer
        opened={menu}
        onClose={close}
        size="18rem"
        title={words.nav.menu}
        closeButtonProps={{ "aria-label": words.close }}
        classNames={{ body: classes.drawer, content: classes.drawerContent }}
      >
        {rail}
      </Drawer>
      <main id="content" className={classes.content} tabIndex={-1}>
        <ConnectionBanner />
        <AlertBanner />
        <NoticeToasts />
        <Outlet />
      </main>
      <KeyList opened={dialog === "keys"} onClose={() => setDialog("none")} />
      {dialog === "availability" ? <Availability onClose={() => setDialog("none")} /> : null}
      <SendingGuard />
    </div>
  );
}
