import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import type { Action, CaseDetail } from "../../../engine/protocol/case.js";
import type { ActionWish, Sending } from "../../api/outbox.js";
import { Icon } from "../../ui/icons.js";
import { words } from "../../words/index.js";
import { ActionDialog } from "./action-dialog.js";
import classes from "./action-bar.module.css";
import type { SplitActions } from "./split-actions.js";
import type { Ended } from "./use-action.js";

/** The actions that the person may do now; those with a form open it first. */
export function ActionBar({
  detail,
  split,
  fresh,
  sending,
  onSend,
}: {
  readonly detail: CaseDetail;
  readonly split: SplitActions;
  /** False while what may be done now is being asked. */
  readonly fresh: boolean;
  readonly sending: readonly Sending[];
  readonly onSend: (wish: ActionWish) => Promise<Ended>;
}) {
  const [asked, setAsked] = useState<{ action: Action; entry: number } | null>(null);
  const start = (action: Action) => {
    if (action.form) setAsked({ action, entry: detail.entry });
    else void onSend(wishOf(detail, action));
  };
  const busy = (action: Action) =>
    sending.some((wish) => wish.action === action.id && wish.phase !== "settling");
  const nothing =
    fresh && !detail.parked && [...split.buttons, ...split.more, ...split.written].length === 0;
  return (
    <div className={classes.bar} role="group" aria-label={words.case.actions} aria-busy={!fresh}>
      {split.buttons.map((action, place) => (
        <Button
          key={action.id}
          variant={place === 0 ? "filled" : "default"}
          loading={busy(action)}
          disabled={!fresh}
          title={action.to ? words.case.moved(action.to.name) : undefined}
          onClick={() => start(action)}
        >
          {action.name}
        </Button>
      ))}
      <MoreActions actions={split.more} onStart={start} />
      {nothing ? (
        <p className={classes.note}>
          {detail.status === "closed" ? words.case.closedNote : words.case.noActions}
        </p>
      ) : null}
      <StillSending sending={sending} />
      {asked ? (
        <ActionDialog
          detail={detail}
          action={asked.action}
          onSend={(input) =>
            onSend({ ...wishOf(detail, asked.action), input, seenEntry: asked.entry })
          }
          onClose={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}

function MoreActions({
  actions,
  onStart,
}: {
  readonly actions: readonly Action[];
  readonly onStart: (action: Action) => void;
}) {
  if (actions.length === 0) return null;
  return (
    <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="dots" />}>
          {words.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item key={action.id} onClick={() => onStart(action)}>
            {action.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Says that an outcome is not known yet; never that it failed. */
function StillSending({ sending }: { readonly sending: readonly Sending[] }) {
  const unknown = sending.some((wish) => wish.phase === "unknown");
  return (
    <p role="status" className={classes.status}>
      {unknown ? words.outcome.still : ""}
    </p>
  );
}

function wishOf(detail: CaseDetail, action: Action): ActionWish {
  return {
    caseId: detail.id,
    action: action.id,
    name: action.name,
    input: {},
    seenEntry: detail.entry,
  };
}
