import type { ChannelLine } from "../../../engine/protocol/channel.js";
import { Icon } from "../../ui/icons.js";
import { useNow } from "../../ui/now.js";
import { fullTime, span } from "../../ui/time.js";
import { words } from "../../words/index.js";
import admin from "./admin.module.css";
import classes from "./channels.module.css";

const say = words.channelPage;

/** What holds the messages of a channel up: its provider, its pace, and how many wait because of it. */
export function ChannelHold({ line }: { readonly line: ChannelLine }) {
  const now = useNow();
  const { waiting, perSecond, heldUntil } = line;
  const heldMs = heldUntil === null ? 0 : Date.parse(heldUntil) - now;
  const facts = [
    ...(perSecond === null ? [] : [say.perSecond(perSecond)]),
    ...(waiting === 0 ? [] : [say.waiting(waiting)]),
  ];
  return (
    <>
      {heldUntil !== null && heldMs > 0 ? (
        <p className={classes.health} data-status="held">
          <Icon name="clock" size={16} />
          <span>
            {say.held} <time dateTime={heldUntil}>{say.heldUntil(fullTime(heldUntil))}</time>
            {` (${span(heldMs)})`}
          </span>
        </p>
      ) : null}
      {facts.length === 0 ? null : <p className={admin.quiet}>{facts.join(" · ")}</p>}
    </>
  );
}
