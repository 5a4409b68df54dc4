import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { NavLink, useMatch } from "react-router";
import type { Alert } from "../../../engine/protocol/alert.js";
import { openAlertsQuery } from "../../api/alerts.js";
import { queuesQuery } from "../../api/cases.js";
import { unreadNoticesQuery } from "../../api/notices.js";
import { Icon, type IconName } from "../../ui/icons.js";
import { Logo } from "../../ui/logo.js";
import { words } from "../../words/index.js";
import { stuckWords } from "../../words/stuck.js";
import { ConnectionStatus } from "./connection-status.js";
import { Person } from "./person.js";
import classes from "./rail.module.css";
import { useMay } from "./session.js";

/** The way to every queue and screen, with open counts. */
export function Rail({
  onKeys,
  onAvailability,
}: {
  readonly onKeys: () => void;
  readonly onAvailability: () => void;
}) {
  const counts = useQuery(queuesQuery).data;
  const alerts = useQuery(openAlertsQuery).data;
  const notices = useQuery(unreadNoticesQuery).data;
  const queues = counts?.items ?? [];
  const all = queues.reduce((sum, queue) => sum + queue.open, 0);
  return (
    <div className={classes.rail}>
      <div className={classes.logo}>
        <Logo />
      </div>
      <nav aria-label={words.nav.queues} className={classes.nav}>
        <Item to="/app/mine" icon="person" count={counts?.mine}>
          {words.nav.mine}
        </Item>
        <h2 className={classes.heading}>{words.nav.queues}</h2>
        {queues.map((queue) => (
          <Item key={queue.id} to={`/app/queues/${queue.id}`} icon="inbox" count={queue.open}>
            {queue.name}
          </Item>
        ))}
        <Item to="/app/all" icon="stack" count={counts ? all : undefined}>
          {words.nav.all}
        </Item>
        <Item
          to="/app/alerts"
          icon="bell"
          count={alerts?.length}
          tone={alerts?.some(isLoud) === true ? "loud" : "calm"}
        >
          {words.alerts.title}
        </Item>
        <Item to="/app/notices" icon="note" count={notices?.unread} counted={words.notices.unread}>
          {words.notices.title}
        </Item>
      </nav>
      <More onKeys={onKeys} />
      <footer className={classes.foot}>
        <ConnectionStatus />
        <Person onAvailability={onAvailability} />
      </footer>
    </div>
  );
}

/** Somebody has to answer it now. */
function isLoud({ level, drill }: Alert): boolean {
  return !drill && (level === "emergency" || level === "critical");
}

function More({ onKeys }: { readonly onKeys: () => void }) {
  const admin = [useMay("user.manage"), useMay("release.read")].includes(true);
  const mayTeam = useMay("user.read");
  const mayRepair = useMay("case.repair");
  const simulators = useMay("sandbox.use");
  return (
    <div className={classes.more}>
      {mayTeam ? (
        <Item to="/app/team" icon="people">
          {words.work.team.title}
        </Item>
      ) : null}
      {mayRepair ? (
        <Item to="/app/stuck" icon="pause">
          {stuckWords.title}
        </Item>
      ) : null}
      <Item to="/app/reports/sla" icon="chart">
        {words.nav.reports}
      </Item>
      {admin ? (
        <Item to="/admin" icon="gear">
          {words.nav.admin}
        </Item>
      ) : null}
      {simulators ? (
        <>
          <Item to="/sandbox/phone" icon="phone">
            {words.nav.phone}
          </Item>
          <Item to="/sandbox/mailbox" icon="message">
            {words.nav.mailbox}
          </Item>
        </>
      ) : null}
      <button type="button" className={classes.item} onClick={onKeys}>
        <Icon name="keyboard" />
        <span className={classes.name}>{words.nav.keys}</span>
      </button>
    </div>
  );
}

function Item({
  to,
  icon,
  count,
  tone = "calm",
  counted = words.nav.open,
  children,
}: {
  readonly to: string;
  readonly icon: IconName;
  readonly count?: number | undefined;
  readonly tone?: "calm" | "loud";
  /** What is counted, in words. */
  readonly counted?: (count: number) => string;
  readonly children: ReactNode;
}) {
  const here = useMatch({ path: to, end: to !== "/admin" && to !== "/app/reports/sla" }) !== null;
  return (
    <NavLink to={to} className={classes.item ?? ""} data-here={here}>
      <Icon name={icon} />
      <span className={classes.name}>{children}</span>
      {count === undefined ? null : (
        <span className={classes.count} data-tone={tone} aria-label={counted(count)}>
          {count}
        </span>
      )}
    </NavLink>
  );
}
