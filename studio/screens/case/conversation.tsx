import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { CaseDetail, CaseEventLine } from "../../../engine/protocol/case.js";
import type { Message } from "../../../engine/protocol/message.js";
import { messagesQuery } from "../../api/cases.js";
import type { Sending } from "../../api/outbox.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { words } from "../../words/index.js";
import { CallBubble, FilesBubble, MessageBubble, NoteBubble, SendingBubble } from "./bubbles.js";
import { conversationOf } from "./conversation-items.js";
import classes from "./conversation.module.css";
import { ResendButton } from "./resend-button.js";
import { TEXT } from "./split-actions.js";

/** What was said, both ways, with the notes of the staff between. New lines are announced. */
export function Conversation({
  detail,
  events,
  sending,
}: {
  readonly detail: CaseDetail;
  readonly events: readonly CaseEventLine[];
  readonly sending: readonly Sending[];
}) {
  const messages = useQuery(messagesQuery(detail.id));
  const isOpen = detail.status === "open";
  const said = conversationOf(messages.data ?? [], events);
  const written = sending.filter((wish) => isOnTheWay(wish, messages.data ?? []));
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = element.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, [said.length, written.length]);
  if (messages.isError && !messages.data) {
    return (
      <div className={classes.box}>
        <ProblemNote error={messages.error} onRetry={() => void messages.refetch()} />
      </div>
    );
  }
  return (
    <div
      ref={element}
      className={classes.box}
      role="log"
      aria-label={words.case.conversation}
      tabIndex={0}
    >
      {messages.isPending ? <Loading /> : null}
      {messages.data && said.length + written.length === 0 ? (
        <Empty icon="message" title={words.case.noMessages} />
      ) : null}
      {said.map((one) =>
        one.kind === "message" ? (
          <MessageBubble key={one.message.id} caseId={detail.id} message={one.message}>
            {isOpen ? <ResendButton caseId={detail.id} message={one.message} /> : null}
          </MessageBubble>
        ) : one.kind === "call" ? (
          <CallBubble key={one.id} said={one} />
        ) : one.kind === "files" ? (
          <FilesBubble key={one.id} caseId={detail.id} said={one} />
        ) : (
          <NoteBubble key={one.id} note={one} />
        ),
      )}
      {written.map((wish) => (
        <SendingBubble key={wish.key} text={String(wish.input[TEXT])} phase={wish.phase} />
      ))}
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label={words.loading} className={classes.loading}>
      <Skeleton height={52} width="55%" radius="lg" />
      <Skeleton height={38} width="40%" radius="lg" ml="auto" />
    </div>
  );
}

/** Clocks of a browser and a server may differ by this much. */
const SKEW_MS = 60_000;

/** True for something written that does not stand in the conversation yet. */
function isOnTheWay(wish: Sending, messages: readonly Message[]): boolean {
  const text = wish.input[TEXT];
  if (typeof text !== "string") return false;
  const filed = messages.some(
    ({ direction, text: sent, at }) =>
      direction === "out" && sent.includes(text) && Date.parse(at) > wish.since - SKEW_MS,
  );
  return !(filed && wish.phase === "settling");
}
