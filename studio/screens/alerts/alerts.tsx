import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Alert } from "../../../engine/protocol/alert.js";
import { alertsQuery } from "../../api/alerts.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { fullTime } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import classes from "./alerts.module.css";
import { LevelMark } from "./level-mark.js";
import { useAcknowledge } from "./use-acknowledge.js";

/** Every alert of the person's teams, open or not, with who was called and what became of it. */
export function Alerts() {
  const alerts = useQuery(alertsQuery);
  return (
    <>
      <ScreenHeading title={words.alerts.title} />
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
    <ul className={classes.lines} role="list">
      {alerts.map((alert) => (
        <li key={alert.id} className={classes.line}>
          <AlertLine alert={alert} />
        </li>
      ))}
    </ul>
  );
}

function AlertLine({ alert }: { readonly alert: Alert }) {
  const acknowledging = useAcknowledge();
  const mayAct = useMay("case.act");
  return (
    <>
      <div className={classes.what}>
        <LevelMark alert={alert} />
        <Link to={`/app/cases/${alert.case}`}>{alert.case}</Link>
        <span>{alert.team.name}</span>
        <span className={classes.since}>{fullTime(alert.raisedAt)}</span>
      </div>
      <p className={classes.end}>{endWords(alert)}</p>
      {alert.calls.length === 0 ? null : (
        <ol className={classes.calls}>
          {alert.calls.map((call) => (
            <li key={call.at}>{callWords(call)}</li>
          ))}
        </ol>
      )}
      {alert.end === null && mayAct ? (
        <Button
          loading={acknowledging.isPending}
          aria-label={words.alerts.acknowledgeCase(alert.case)}
          onClick={() => acknowledging.mutate(alert.id)}
        >
          {words.alerts.acknowledge}
        </Button>
      ) : null}
    </>
  );
}

function endWords({ end, by, endedAt, unansweredAt }: Alert): string {
  const { ends } = words.alerts;
  if (end === "acknowledged") return ends.acknowledged(by?.name ?? "", fullTime(endedAt ?? ""));
  if (end !== null) return ends[end];
  return unansweredAt === null ? ends.open : ends.unanswered(fullTime(unansweredAt));
}

function callWords({ at, tier, people, sent }: Alert["calls"][number]): string {
  const who = people.map(({ name }) => name).join(", ");
  const states = sent.map(({ channel, state }) => {
    const name = words.channels[channel] ?? channel;
    return `${name}: ${words.alerts.states[state] ?? state}`;
  });
  return [words.alerts.called(fullTime(at), tier, who), ...states].join(" · ");
}
