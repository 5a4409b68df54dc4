import { useQuery } from "@tanstack/react-query";
import type { Channel, ChannelLately } from "../../../engine/protocol/channel.js";
import { channelsQuery } from "../../api/channels.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { fullTime } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import admin from "./admin.module.css";
import { ChannelAddress } from "./channel-address.js";
import { ChannelHold } from "./channel-hold.js";
import { ChannelHealth } from "./channel-health.js";
import classes from "./channels.module.css";
import { SetAside } from "./set-aside.js";

const say = words.channelPage;

/** The channels: whether each is live and works, what it sent, and which addresses its provider calls. */
export function Channels() {
  const channels = useQuery(channelsQuery);
  const mayRepair = useMay("case.repair");
  if (channels.isPending) return <Waiting />;
  if (!channels.data) {
    return <ProblemNote error={channels.error} onRetry={() => void channels.refetch()} />;
  }
  const { items, files } = channels.data;
  if (items.length === 0) return <Empty icon="message" title={say.none} />;
  return (
    <>
      <div className={admin.head}>
        <h2>{words.admin.channels}</h2>
      </div>
      <p className={admin.quiet}>{say.lead}</p>
      {mayRepair ? <SetAside /> : null}
      <ul className={classes.channels}>
        {items.map((channel) => (
          <li key={channel.name} className={classes.channel}>
            <ChannelCard channel={channel} />
          </li>
        ))}
      </ul>
      <h3 className={classes.files}>{say.files}</h3>
      <p className={admin.quiet}>{files.scanner === "on" ? say.scanned : say.notScanned}</p>
      {files.waiting > 0 ? (
        <p className={admin.quiet}>
          {say.filesWait(files.waiting, files.since === null ? "" : fullTime(files.since))}
        </p>
      ) : null}
    </>
  );
}

function ChannelCard({ channel }: { readonly channel: Channel }) {
  const { name, title, sandbox, sends, line, lately, fallback, callbacks } = channel;
  return (
    <>
      <div className={classes.top}>
        <h3 className={classes.title}>{title}</h3>
        <span className={admin.quiet}>{name}</span>
        <span className={classes.mode} data-mode={sandbox ? "sandbox" : "live"}>
          {sandbox ? say.sandbox : say.live}
        </span>
      </div>
      {sandbox ? <p className={admin.quiet}>{say.sandboxHint}</p> : null}
      <ChannelHealth channel={channel} />
      {sends ? <ChannelHold line={line} /> : null}
      {sends ? <Lately lately={lately} /> : null}
      {fallback === null ? null : <p className={admin.quiet}>{say.fallback(fallback)}</p>}
      {callbacks.length === 0 ? null : <Addresses callbacks={callbacks} />}
    </>
  );
}

function Lately({ lately }: { readonly lately: ChannelLately }) {
  return (
    <div>
      <p className={admin.quiet}>{say.lately}</p>
      <ul className={classes.numbers}>
        <li>{say.sent(lately.sent)}</li>
        <li data-bad={lately.failed > 0 || undefined}>{say.failed(lately.failed)}</li>
        <li data-bad={lately.unknown > 0 || undefined}>{say.unknown(lately.unknown)}</li>
      </ul>
      {lately.unknown > 0 ? <p className={admin.quiet}>{say.unknownHint}</p> : null}
    </div>
  );
}

function Addresses({ callbacks }: Pick<Channel, "callbacks">) {
  return (
    <details className={classes.addresses}>
      <summary>{say.addresses}</summary>
      <p className={admin.quiet}>{say.secret}</p>
      <dl className={classes.list}>
        {callbacks.map(({ purpose, url }) => (
          <ChannelAddress key={url} what={say.purpose[purpose]} url={url} />
        ))}
      </dl>
    </details>
  );
}
