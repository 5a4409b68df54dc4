import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useParams } from "react-router";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import { actionsQuery, eventsQuery } from "../../api/cases.js";
import { outboxStore } from "../../api/outbox.js";
import { workflowsQuery, type WorkflowSummary } from "../../api/workflows.js";
import { Icon } from "../../ui/icons.js";
import { words } from "../../words/index.js";
import { ActionBar } from "./action-bar.js";
import classes from "./case.module.css";
import { CaseGate } from "./case-gate.js";
import { CaseHeader } from "./case-header.js";
import { ClockCard } from "./clock-card.js";
import { CaseKeys } from "./case-keys.js";
import { Composer } from "./composer.js";
import { ConflictDialog } from "./conflict-dialog.js";
import { Conversation } from "./conversation.js";
import { EraseCard } from "./erase-card.js";
import { HoldCard } from "./hold-card.js";
import { LinksCard } from "./links-card.js";
import { Parked } from "./parked.js";
import { DataCard, DetailsCard, WhyCard } from "./side-cards.js";
import { SeenCard } from "./seen-card.js";
import { splitActions } from "./split-actions.js";
import { TestCard } from "./test-card.js";
import { Timeline } from "./timeline.js";
import { Unattended } from "./unattended.js";
import { useAction } from "./use-action.js";

/** One ticket: the conversation, what may be done, why it is here, and everything that happened. */
export function CaseScreen() {
  const { id = "" } = useParams();
  return <CaseGate id={id}>{(detail) => <CaseView key={id} detail={detail} />}</CaseGate>;
}

function CaseView({ detail }: { readonly detail: CaseDetail }) {
  const actions = useQuery(actionsQuery(detail.id)).data;
  const events = useQuery(eventsQuery(detail.id));
  const workflows = useQuery(workflowsQuery).data;
  const { send, conflict, dismiss } = useAction(detail);
  const sending = useSyncExternalStore(outboxStore.subscribe, outboxStore.read).filter(
    (wish) => wish.caseId === detail.id,
  );
  // While the case has moved on and the new actions are on their way, the old ones stay where they are.
  const fresh = actions !== undefined && actions.entry >= detail.entry;
  const split = splitActions(
    detail.parked ? [] : (actions?.items ?? []),
    detail.state.id,
    statesOf(workflows, detail.workflow),
  );
  return (
    <article className={classes.case}>
      <CaseHeader detail={detail} />
      <Parked detail={detail} />
      <Unattended detail={detail} />
      <ActionBar detail={detail} split={split} fresh={fresh} sending={sending} onSend={send} />
      <div className={classes.columns}>
        <Tabs defaultValue="conversation" keepMounted={false} className={classes.main}>
          <Tabs.List>
            <Tabs.Tab value="conversation" leftSection={<Icon name="message" size={16} />}>
              {words.case.conversation}
            </Tabs.Tab>
            <Tabs.Tab value="timeline" leftSection={<Icon name="clock" size={16} />}>
              {words.case.timeline}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="conversation" className={classes.panel}>
            <Conversation detail={detail} events={events.data ?? []} sending={sending} />
            <Composer detail={detail} actions={split.written} sending={sending} onSend={send} />
          </Tabs.Panel>
          <Tabs.Panel value="timeline" className={classes.panel}>
            <Timeline events={events} />
          </Tabs.Panel>
        </Tabs>
        <div className={classes.side}>
          <DetailsCard detail={detail} />
          <ClockCard id={detail.id} />
          <LinksCard id={detail.id} />
          <WhyCard why={detail.why} />
          <DataCard detail={detail} />
          <SeenCard id={detail.id} />
          <TestCard detail={detail} />
          <HoldCard id={detail.id} />
          <EraseCard detail={detail} />
        </div>
      </div>
      <ConflictDialog conflict={conflict} onSend={send} onClose={dismiss} />
      <CaseKeys id={detail.id} />
    </article>
  );
}

function statesOf(workflows: readonly WorkflowSummary[] | undefined, id: string) {
  return workflows?.find((workflow) => workflow.id === id)?.states ?? [];
}
