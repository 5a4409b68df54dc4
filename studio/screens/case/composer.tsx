import { Button, Textarea } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import type { Action, CaseDetail } from "../../../engine/protocol/case.js";
import type { ActionWish, Sending } from "../../api/outbox.js";
import { Icon } from "../../ui/icons.js";
import { words } from "../../words/index.js";
import { COMPOSER_ID } from "./case-keys.js";
import classes from "./composer.module.css";
import { draftStore } from "./drafts.js";
import { SegmentCounter } from "./segment-counter.js";
import { SuggestedAnswers } from "./suggested-answers.js";
import { staysInside, TEXT } from "./split-actions.js";
import type { Ended } from "./use-action.js";

/** Writes to the patient, or a note for colleagues: the actions whose form is one text. */
export function Composer({
  detail,
  actions,
  sending,
  onSend,
}: {
  readonly detail: CaseDetail;
  readonly actions: readonly Action[];
  readonly sending: readonly Sending[];
  readonly onSend: (wish: ActionWish) => Promise<Ended>;
}) {
  const [draft, setDraft] = useState(() => draftStore.read(detail.id));
  const [error, setError] = useState<string | null>(null);
  const action = actions.find(({ id }) => id === draft.action) ?? actions[0];
  if (!action) return null;
  const write = (next: typeof draft) => {
    draftStore.write(detail.id, next);
    setDraft(next);
    setError(null);
  };
  const send = async () => {
    const text = draft.text.trim();
    if (text === "") {
      setError(words.composer.empty);
      return;
    }
    write({ ...draft, text: "" });
    const ended = await onSend({
      caseId: detail.id,
      action: action.id,
      name: action.name,
      input: { [TEXT]: text },
      seenEntry: detail.entry,
    });
    if (ended.kind === "done") return;
    // What was written comes back, unless something new stands there by now.
    if (draftStore.read(detail.id).text === "") write({ ...draft, text });
    if (ended.kind === "wrong") setError(ended.errors[TEXT] ?? words.outcome.fields);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  const inside = staysInside(action);
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Kinds
        actions={actions}
        chosen={action.id}
        onChoose={(id) => write({ ...draft, action: id })}
      />
      {inside ? null : (
        <SuggestedAnswers
          caseId={detail.id}
          onChoose={(text) => {
            const before = draft.text.trimEnd();
            write({ ...draft, text: before === "" ? text : `${before}\n${text}` });
            document.getElementById(COMPOSER_ID)?.focus();
          }}
        />
      )}
      <Textarea
        id={COMPOSER_ID}
        aria-label={action.form?.properties[TEXT]?.title ?? words.composer.label}
        placeholder={action.form?.properties[TEXT]?.title}
        value={draft.text}
        error={error}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => write({ ...draft, text: event.currentTarget.value })}
        onKeyDown={keyDown}
        data-inside={inside}
        classNames={{ input: classes.input }}
      />
      <div className={classes.foot}>
        <p className={classes.hint}>
          {whoReads(action, detail)}
          {inside || !getsSms(detail) ? null : <SegmentCounter text={draft.text} />}
        </p>
        <span className={classes.keys}>{words.composer.hint}</span>
        <Button
          type="submit"
          rightSection={<Icon name="send" size={16} />}
          loading={sending.some((wish) => wish.action === action.id && wish.phase === "sending")}
        >
          {words.send}
        </Button>
      </div>
    </form>
  );
}

/** Letters and chats have no parts to count. */
function getsSms({ contact }: CaseDetail): boolean {
  return (
    contact !== null && !["chat", ""].includes(contact.channel) && !contact.address.includes("@")
  );
}

function whoReads(action: Action, detail: CaseDetail): string | null {
  if (staysInside(action)) return words.composer.inside;
  if (detail.contact === null) return words.case.noContact;
  if (detail.contact.channel === "") return words.case.noMessagesAgreed;
  return detail.contact.optedOut ? words.case.optedOut : words.composer.toPatient;
}

function Kinds({
  actions,
  chosen,
  onChoose,
}: {
  readonly actions: readonly Action[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}) {
  if (actions.length < 2) return null;
  return (
    <fieldset className={classes.kinds}>
      <legend className={classes.legend}>{words.composer.how}</legend>
      {actions.map((action) => (
        <label key={action.id} className={classes.kind}>
          <input
            type="radio"
            name="kind"
            value={action.id}
            checked={action.id === chosen}
            onChange={() => onChoose(action.id)}
          />
          <span>{action.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
