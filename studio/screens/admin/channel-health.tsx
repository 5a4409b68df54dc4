import type { Channel, ChannelCheck } from "../../../engine/protocol/channel.js";
import { Icon } from "../../ui/icons.js";
import { useNow } from "../../ui/now.js";
import { agoWords, fullTime } from "../../ui/time.js";
import { words } from "../../words/index.js";
import admin from "./admin.module.css";
import classes from "./channels.module.css";

const say = words.channelPage;

/** Whether a channel works: the last look in words, and those before it as a row of marks, the oldest first. */
export function ChannelHealth({ channel: { checks, checkable } }: { readonly channel: Channel }) {
  const now = useNow();
  const [last] = checks;
  if (!checkable) return null;
  if (last === undefined) return <p className={admin.quiet}>{say.notYet}</p>;
  const failed = checks.filter(({ status }) => status === "failed").length;
  return (
    <div>
      <p className={classes.health} data-status={last.status}>
        <Icon name={last.status === "failed" ? "warning" : "check"} size={16} />
        {wordsOf(last)}
      </p>
      <p className={admin.quiet}>
        <time dateTime={last.at}>{say.looked(agoWords(Date.parse(last.at), now))}</time>
        {" · "}
        {say.history(checks.length, failed)}
      </p>
      <ol className={classes.looks}>
        {checks.toReversed().map((check) => (
          <li key={check.at} data-status={check.status} title={told(check)}>
            <span className={classes.hidden}>{told(check)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function wordsOf({ status, why }: ChannelCheck): string {
  if (status === "ok") return say.works;
  if (status === "unchecked") return say.unchecked;
  return why === null ? say.fails : say.failsBecause(why);
}

function told(check: ChannelCheck): string {
  return say.look(fullTime(check.at), wordsOf(check));
}
