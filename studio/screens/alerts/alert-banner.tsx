import { ActionIcon } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useMatch } from "react-router";
import type { Alert } from "../../../engine/protocol/alert.js";
import { openAlertsQuery } from "../../api/alerts.js";
import { Icon } from "../../ui/icons.js";
import { useNow } from "../../ui/now.js";
import { agoWords } from "../../ui/time.js";
import { words } from "../../words/index.js";
import { AcknowledgeButton } from "./acknowledge-button.js";
import classes from "./alerts.module.css";
import { LevelMark } from "./level-mark.js";
import { inOrder } from "./order.js";

/** More than these would leave no room to work; the list has all of them. */
const SHOWN = { desk: 3, phone: 1 } as const;

/** Where one alert takes as much room as three do at a desk. */
const PHONE = "(max-width: 47.99em)";

/** Quiet levels, which a person may put aside. */
const DISMISSIBLE: readonly Alert["level"][] = ["warning", "info"];

/** Open alerts of the person's teams, above whatever is on the screen but the list of alerts itself. */
export function AlertBanner() {
  const alerts = useQuery(openAlertsQuery).data ?? [];
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const onList = useMatch("/app/alerts") !== null;
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set());
  const open = inOrder(alerts.filter(({ id, dashboard }) => dashboard && !aside.has(id)));
  if (onList || open.length === 0) return null;
  const shown = open.slice(0, isPhone ? SHOWN.phone : SHOWN.desk);
  return (
    <section aria-label={words.alerts.open} className={classes.banner}>
      <ul className={classes.bars} role="list">
        {shown.map((alert) => (
          <li
            key={alert.id}
            className={classes.bar}
            data-level={alert.level}
            data-drill={alert.drill}
          >
            <AlertBar alert={alert} onDismiss={() => setAside(new Set([...aside, alert.id]))} />
          </li>
        ))}
      </ul>
      {open.length > shown.length ? (
        <Link to="/app/alerts" className={classes.rest}>
          {words.alerts.more(open.length - shown.length)}
        </Link>
      ) : null}
    </section>
  );
}

function AlertBar({ alert, onDismiss }: { readonly alert: Alert; readonly onDismiss: () => void }) {
  const isLoud = !DISMISSIBLE.includes(alert.level) && !alert.drill;
  return (
    <>
      <div className={classes.what} aria-live={isLoud ? "assertive" : "polite"}>
        <LevelMark alert={alert} />
        <Link to={`/app/cases/${alert.case}`}>{alert.case}</Link>
        <span>{alert.team.name}</span>
      </div>
      <Since at={alert.raisedAt} />
      <AcknowledgeButton alert={alert} />
      {DISMISSIBLE.includes(alert.level) ? (
        <ActionIcon
          variant="subtle"
          size={44}
          aria-label={words.alerts.dismiss(alert.case)}
          onClick={onDismiss}
        >
          <Icon name="cross" />
        </ActionIcon>
      ) : null}
    </>
  );
}

/** Apart from what is announced, so that a reader is not told every second. */
function Since({ at }: { readonly at: string }) {
  const now = useNow();
  return <span className={classes.since}>{agoWords(Date.parse(at), now)}</span>;
}
