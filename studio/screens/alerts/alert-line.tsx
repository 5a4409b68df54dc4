import { Link } from "react-router";
import type { Alert } from "../../../engine/protocol/alert.js";
import { When } from "../../ui/due.js";
import { fullTime } from "../../ui/time.js";
import { words } from "../../words/index.js";
import { AcknowledgeButton } from "./acknowledge-button.js";
import classes from "./alerts.module.css";
import { sentWords } from "./calls.js";
import { LevelMark } from "./level-mark.js";

type Call = Alert["calls"][number];

/** Calls that stand open; those before them are folded away. */
const LAST = 2;

/** One alert of the list: about what, how it ended, and every call, the last first. */
export function AlertLine({ alert }: { readonly alert: Alert }) {
  const calls = alert.calls.toReversed();
  return (
    <>
      <div className={classes.top}>
        <div className={classes.what}>
          <LevelMark alert={alert} />
          <Link to={`/app/cases/${alert.case}`}>{alert.case}</Link>
          <span>{alert.team.name}</span>
          <span className={classes.since}>
            <When at={alert.raisedAt} />
          </span>
        </div>
        <AcknowledgeButton alert={alert} />
      </div>
      <p className={classes.end}>{endWords(alert)}</p>
      <Calls calls={calls.slice(0, LAST)} />
      {calls.length > LAST ? (
        <details className={classes.earlier}>
          <summary>{words.alerts.earlier(calls.length - LAST)}</summary>
          <Calls calls={calls.slice(LAST)} />
        </details>
      ) : null}
    </>
  );
}

function Calls({ calls }: { readonly calls: readonly Call[] }) {
  if (calls.length === 0) return null;
  return (
    <ol className={classes.calls} role="list">
      {calls.map((call) => (
        <li key={call.at}>
          <span className={classes.callTime}>
            <When at={call.at} />
          </span>
          <span>
            {words.alerts.called(call.tier, call.people.map(({ name }) => name).join(", "))}
          </span>
          <span className={classes.sent}>{sentWords(call.sent).join(" · ")}</span>
        </li>
      ))}
    </ol>
  );
}

function endWords({ end, by, endedAt, unansweredAt }: Alert): string {
  const { ends } = words.alerts;
  if (end === "acknowledged") return ends.acknowledged(by?.name ?? "", fullTime(endedAt ?? ""));
  if (end !== null) return ends[end];
  return unansweredAt === null ? ends.open : ends.unanswered(fullTime(unansweredAt));
}
