import { ActionIcon, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Alert } from "../../../engine/protocol/alert.js";
import { openAlertsQuery } from "../../api/alerts.js";
import { Icon } from "../../ui/icons.js";
import { useNow } from "../../ui/now.js";
import { agoWords } from "../../ui/time.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { LevelMark } from "./level-mark.js";
import classes from "./alerts.module.css";
import { useAcknowledge } from "./use-acknowledge.js";

/** More than these would leave no room to work; the list has all of them. */
const SHOWN = 3;

/** Quiet levels, which a person may put aside. */
const DISMISSIBLE: readonly Alert["level"][] = ["warning", "info"];

/** Open alerts of the person's teams, above whatever is on the screen. */
export function AlertBanner() {
  const alerts = useQuery(openAlertsQuery).data ?? [];
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set());
  const shown = alerts.filter(({ id, dashboard }) => dashboard && !aside.has(id));
  if (shown.length === 0) return null;
  return (
    <section aria-label={words.alerts.open} className={classes.banner}>
      <ul className={classes.bars} role="list">
        {shown.slice(0, SHOWN).map((alert) => (
          <li key={alert.id} className={classes.bar} data-level={alert.level}>
            <AlertBar alert={alert} onDismiss={() => setAside(new Set([...aside, alert.id]))} />
          </li>
        ))}
      </ul>
      {shown.length > SHOWN ? (
        <Link to="/app/alerts" className={classes.rest}>
          {words.alerts.more(shown.length - SHOWN)}
        </Link>
      ) : null}
    </section>
  );
}

function AlertBar({ alert, onDismiss }: { readonly alert: Alert; readonly onDismiss: () => void }) {
  const mayAct = useMay("case.act");
  const acknowledging = useAcknowledge();
  const isLoud = !DISMISSIBLE.includes(alert.level);
  return (
    <>
      <div className={classes.what} aria-live={isLoud ? "assertive" : "polite"}>
        <LevelMark alert={alert} />
        <Link to={`/app/cases/${alert.case}`}>{alert.case}</Link>
        <span>{alert.team.name}</span>
      </div>
      <Since at={alert.raisedAt} />
      {mayAct ? (
        <Button
          size="sm"
          className={classes.button ?? ""}
          loading={acknowledging.isPending}
          aria-label={words.alerts.acknowledgeCase(alert.case)}
          onClick={() => acknowledging.mutate(alert.id)}
        >
          {words.alerts.acknowledge}
        </Button>
      ) : null}
      {isLoud ? null : (
        <ActionIcon
          variant="subtle"
          size={44}
          aria-label={words.alerts.dismiss(alert.case)}
          onClick={onDismiss}
        >
          <Icon name="cross" />
        </ActionIcon>
      )}
    </>
  );
}

/** Apart from what is announced, so that a reader is not told every second. */
function Since({ at }: { readonly at: string }) {
  const now = useNow();
  return <span className={classes.since}>{agoWords(Date.parse(at), now)}</span>;
}
