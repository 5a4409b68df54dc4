import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Alert } from "../../../engine/protocol/alert.js";
import { ALERT_KINDS, type AlertKind, alertsQuery } from "../../api/alerts.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { AlertLine } from "./alert-line.js";
import classes from "./alerts.module.css";
import { inOrder } from "./order.js";

/** Every alert of the person's teams, open or not, with who was called and what became of it. */
export function Alerts() {
  const [kind, setKind] = useState<AlertKind>("all");
  const alerts = useQuery(alertsQuery(kind));
  return (
    <>
      <div className={classes.head}>
        <ScreenHeading title={words.alerts.title} className={classes.title} />
        <NativeSelect
          aria-label={words.alerts.which}
          value={kind}
          data={ALERT_KINDS.map((value) => ({ value, label: words.alerts.kinds[value] }))}
          onChange={(event) => setKind(kindOf(event.currentTarget.value))}
        />
      </div>
      <AlertLines alerts={alerts.data} error={alerts.error} onRetry={() => void alerts.refetch()} />
    </>
  );
}

function AlertLines({
  alerts,
  error,
  onRetry,
}: {
  readonly alerts: readonly Alert[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  if (!alerts) return error ? <ProblemNote error={error} onRetry={onRetry} /> : <Waiting />;
  if (alerts.length === 0)
    return (
      <Empty icon="bell" title={words.alerts.none}>
        {words.alerts.noneText}
      </Empty>
    );
  return (
    <>
      <Group title={words.alerts.open} alerts={inOrder(alerts.filter(({ end }) => end === null))}>
        {words.alerts.noneOpen}
      </Group>
      <Group title={words.alerts.over} alerts={alerts.filter(({ end }) => end !== null)} />
    </>
  );
}

function Group({
  title,
  alerts,
  children,
}: {
  readonly title: string;
  readonly alerts: readonly Alert[];
  /** What to say when there are none; without it the group is left out. */
  readonly children?: string;
}) {
  if (alerts.length === 0 && children === undefined) return null;
  return (
    <section aria-label={title} className={classes.group}>
      <h2>{title}</h2>
      {alerts.length === 0 ? <p className={classes.calm}>{children}</p> : null}
      <ul className={classes.lines} role="list">
        {alerts.map((alert) => (
          <li
            key={alert.id}
            className={classes.line}
            data-level={alert.level}
            data-open={alert.end === null}
            data-drill={alert.drill}
          >
            <AlertLine alert={alert} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function kindOf(value: string): AlertKind {
  return ALERT_KINDS.find((kind) => kind === value) ?? "all";
}
