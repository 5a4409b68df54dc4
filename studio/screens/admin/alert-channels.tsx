import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  ALERT_CHANNELS,
  ALERT_LEVELS,
  type AlertChannel,
  type AlertLevel,
  type Alerts,
} from "../../../engine/definition/alert.js";
import type { AlertChannels } from "../../../engine/protocol/alert.js";
import { alertChannelsQuery, changeAlertChannels } from "../../api/alert-channels.js";
import { keys } from "../../api/keys.js";
import { Problem } from "../../api/problem.js";
import { Icon } from "../../ui/icons.js";
import { ProblemNote, problemTitle } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { Warning } from "../../ui/warning.js";
import { WithReason } from "../../ui/with-reason.js";
import { words } from "../../words/index.js";
import { useRights } from "../draft/rights-context.js";
import classes from "./admin.module.css";
import rows from "./alert-channels.module.css";

const OFF = { sms: false, email: false, slack: false, dashboard: false };

/** What an organisation begins with that has no switches yet. */
const ALL_OFF: Alerts = { emergency: OFF, critical: OFF, warning: OFF, info: OFF };

/** Which channels each level of alert uses, switched by an administrator. */
export function AlertChannelsPart() {
  const channels = useQuery(alertChannelsQuery);
  if (channels.isPending) return <Waiting />;
  if (!channels.data)
    return <ProblemNote error={channels.error} onRetry={() => void channels.refetch()} />;
  return (
    <>
      <h2>{words.alerts.channels.title}</h2>
      <p className={classes.quiet}>{words.alerts.channels.lead}</p>
      <Switches key={channels.data.release} now={channels.data} />
    </>
  );
}

function Switches({ now }: { readonly now: AlertChannels }) {
  const before = now.levels ?? ALL_OFF;
  const mayChange = useRights().all("organisation", "alerts");
  const [levels, setLevels] = useState(before);
  const changing = useChange();
  const isChanged = JSON.stringify(levels) !== JSON.stringify(before);
  return (
    <>
      {ALERT_LEVELS.map((level) => (
        <Level
          key={level}
          level={level}
          switches={levels[level]}
          connected={{ ...now.connected, dashboard: true }}
          readOnly={!mayChange}
          onSwitch={(channel, on) =>
            setLevels({ ...levels, [level]: { ...levels[level], [channel]: on } })
          }
        />
      ))}
      {isChanged ? (
        <div className={rows.publish}>
          <WithReason
            refusal={changing.isError ? <Warning>{wordsFor(changing.error)}</Warning> : null}
            isBusy={changing.isPending}
            submitLabel={words.alerts.channels.publish}
            cancelLabel={words.cancel}
            onSubmit={(reason) => changing.mutate({ levels, reason, baseRelease: now.release })}
            onCancel={() => setLevels(before)}
          />
        </div>
      ) : null}
    </>
  );
}

type Switched = Alerts[AlertLevel];

function Level({
  level,
  switches,
  connected,
  readOnly,
  onSwitch,
}: {
  readonly level: AlertLevel;
  readonly switches: Switched;
  readonly connected: Switched;
  readonly readOnly: boolean;
  readonly onSwitch: (channel: AlertChannel, on: boolean) => void;
}) {
  const { channels } = words.alerts;
  const reaches = ALERT_CHANNELS.some((channel) => switches[channel] && connected[channel]);
  return (
    <fieldset className={rows.level} disabled={readOnly}>
      <legend>{words.alerts.levels[level]}</legend>
      <p className={classes.quiet}>{channels.about[level]}</p>
      <div className={rows.switches}>
        {ALERT_CHANNELS.map((channel) => (
          <Switch
            key={channel}
            className={rows.switch ?? ""}
            label={channels.names[channel]}
            description={connected[channel] ? undefined : channels.notSetUp}
            checked={switches[channel]}
            onChange={(event) => onSwitch(channel, event.currentTarget.checked)}
          />
        ))}
      </div>
      {reaches ? null : (
        <p className={rows.silent} role="status">
          <Icon name="warning" size={16} />
          {channels.silent}
        </p>
      )}
    </fieldset>
  );
}

function useChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changeAlertChannels,
    onSuccess: ({ number }) => {
      toast("done", words.admin.published(number));
      void client.invalidateQueries({ queryKey: keys.alertChannels });
      void client.invalidateQueries({ queryKey: keys.releases });
      void client.invalidateQueries({ queryKey: keys.alerts });
    },
  });
}

function wordsFor(error: unknown): string {
  const isNewer = error instanceof Problem && error.code === "already_exists";
  return isNewer ? words.alerts.channels.newer : problemTitle(error);
}
