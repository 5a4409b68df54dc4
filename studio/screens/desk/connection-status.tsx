import { useConnection } from "../../live/provider.js";
import { Icon } from "../../ui/icons.js";
import { clockTime } from "../../ui/time.js";
import { words } from "../../words/index.js";
import classes from "./connection-status.module.css";

/** Says whether changes arrive by themselves. */
export function ConnectionStatus() {
  const { phase, since } = useConnection();
  const text = phase === "offline" ? words.live.offline(clockTime(since)) : words.live[phase];
  return (
    <span className={classes.status} data-phase={phase} role="status" aria-live="polite">
      <span className={classes.dot} aria-hidden="true" />
      {text}
    </span>
  );
}

/** Tells people that what they see may be old. */
export function ConnectionBanner() {
  const { phase, since } = useConnection();
  if (phase !== "offline") return null;
  return (
    <div className={classes.banner} role="alert">
      <Icon name="warning" />
      {words.live.offlineBanner(clockTime(since))}
    </div>
  );
}
