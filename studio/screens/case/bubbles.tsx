import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import type { Message } from "../../../engine/protocol/message.js";
import type { Sending } from "../../api/outbox.js";
import { When } from "../../ui/due.js";
import { Icon, type IconName } from "../../ui/icons.js";
import { readable } from "../../ui/schema-form/choices.js";
import { deliveryReason } from "../../words/delivery-reason.js";
import { words } from "../../words/index.js";
import classes from "./bubbles.module.css";
import { Attachments } from "./attachments.js";
import { callWords } from "./call-words.js";
import type { Said } from "./conversation-items.js";

/** The sign of each delivery state; a state without one is new to this screen. */
const SIGNS: Readonly<Record<string, IconName>> = {
  queued: "clock",
  sending: "clock",
  accepted: "check",
  sent: "check",
  delivered: "checks",
  failed: "warning",
  unknown: "warning",
  suppressed: "lock",
};

/** A message, in or out, with what became of it, and below that what can be done about it. */
export function MessageBubble({
  caseId,
  message,
  children,
}: {
  readonly caseId: string;
  readonly message: Message;
  readonly children?: ReactNode;
}) {
  const out = message.direction === "out";
  return (
    <Bubble
      side={out ? "out" : "in"}
      who={out ? words.message.out : words.message.in}
      text={message.text}
      at={message.at}
      files={<Attachments caseId={caseId} files={message.attachments ?? []} />}
    >
      {out ? <Delivery message={message} /> : null}
      {children}
    </Bubble>
  );
}

function Delivery({ message }: { readonly message: Message }) {
  const sign = SIGNS[message.state];
  const origin = message.template === null ? null : readable(message.template);
  return (
    <>
      <span
        className={classes.state}
        data-state={message.state}
        title={message.reason ?? undefined}
      >
        {sign ? <Icon name={sign} size={15} /> : null}
        {words.message.states[message.state] ?? message.state}
        {message.reason === null ? null : `: ${deliveryReason(message.reason)}`}
      </span>
      {message.attempts > 1 ? <span>{words.message.attempts(message.attempts)}</span> : null}
      {origin === null ? null : <span>{origin}</span>}
      {message.segments === null || message.segments < 2 ? null : (
        <span>{words.message.segments(message.segments)}</span>
      )}
    </>
  );
}

/** A note that only staff see. */
export function NoteBubble({ note }: { readonly note: Said & { readonly kind: "note" } }) {
  return (
    <Bubble side="note" who={note.by ?? words.timeline.system} text={note.text} at={note.at}>
      <Inside />
    </Bubble>
  );
}

/** Files that staff put in when they opened the ticket. */
export function FilesBubble({
  caseId,
  said: { files, by, at },
}: {
  readonly caseId: string;
  readonly said: Said & { readonly kind: "files" };
}) {
  return (
    <Bubble
      side="note"
      who={words.attachments.putIn(by ?? words.timeline.system)}
      text=""
      at={at}
      files={<Attachments caseId={caseId} files={files} from="staff" />}
    >
      <Inside />
    </Bubble>
  );
}

function Inside() {
  return (
    <span className={classes.inside}>
      <Icon name="lock" size={14} />
      {words.composer.inside}
    </span>
  );
}

/** A phone call as staff noted it; it stands on the side of whoever called. */
export function CallBubble({ said }: { readonly said: Said & { readonly kind: "call" } }) {
  const { call, by, at } = said;
  const [who, ...known] = callWords(call);
  return (
    <Bubble
      side={call.direction === "they_called" ? "call-in" : "call-out"}
      who={[who, ...known].join(" · ")}
      text={call.text}
      at={at}
    >
      <span>{by ?? words.timeline.system}</span>
      <span className={classes.inside}>
        <Icon name="call" size={14} />
        {words.call.staffOnly}
      </span>
    </Bubble>
  );
}

/** What was written and is on its way to the server. */
export function SendingBubble({
  text,
  phase,
}: {
  readonly text: string;
  readonly phase: Sending["phase"];
}) {
  return (
    <div className={classes.bubble} data-side="out" data-pending="true">
      <p className={classes.text}>{text}</p>
      <p className={classes.foot}>
        <span className={classes.state}>
          <Icon name="clock" size={15} />
          {phase === "unknown" ? words.outcome.still : words.outcome.sending}
        </span>
      </p>
    </div>
  );
}

function Bubble({
  side,
  who,
  text,
  at,
  files,
  children,
}: {
  readonly side: "in" | "out" | "note" | "call-in" | "call-out";
  readonly who: string;
  readonly text: string;
  readonly at: string;
  readonly files?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.bubble} data-side={side}>
      {side === "in" || side === "out" ? (
        <VisuallyHidden>{`${who}: `}</VisuallyHidden>
      ) : (
        <p className={classes.who}>{who}</p>
      )}
      {text === "" ? null : (
        <p className={classes.text} dir="auto">
          {text}
        </p>
      )}
      {files}
      <p className={classes.foot}>
        <When at={at} />
        {children}
      </p>
    </div>
  );
}
