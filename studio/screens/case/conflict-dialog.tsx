import { Button, Group, Modal } from "@mantine/core";
import type { ActionWish } from "../../api/outbox.js";
import { words } from "../../words/index.js";
import { changesBetween } from "./changes.js";
import type { Conflict, Ended } from "./use-action.js";

/** Tells two people apart who worked on the same ticket: what is different now, and what can be done about it. */
export function ConflictDialog({
  conflict,
  onSend,
  onClose,
}: {
  readonly conflict: Conflict | null;
  readonly onSend: (wish: ActionWish) => Promise<Ended>;
  readonly onClose: () => void;
}) {
  if (!conflict) return null;
  return conflict.kind === "changed" ? (
    <Changed conflict={conflict} onSend={onSend} onClose={onClose} />
  ) : (
    <Refused conflict={conflict} onClose={onClose} />
  );
}

function Changed({
  conflict,
  onSend,
  onClose,
}: {
  readonly conflict: Conflict & { readonly kind: "changed" };
  readonly onSend: (wish: ActionWish) => Promise<Ended>;
  readonly onClose: () => void;
}) {
  const { wish, seen, now } = conflict;
  const changes = changesBetween(seen, now);
  const redo = () => {
    onClose();
    void onSend({ ...wish, seenEntry: now.entry });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.outcome.changedTitle}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <p>{words.outcome.changedText}</p>
      <ul>
        {(changes.length > 0 ? changes : [words.outcome.changedNothing]).map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={redo}>
          {words.outcome.redo(wish.name)}
        </Button>
        <Button onClick={onClose}>{words.outcome.leave}</Button>
      </Group>
    </Modal>
  );
}

function Refused({
  conflict,
  onClose,
}: {
  readonly conflict: Conflict & { readonly kind: "refused" };
  readonly onClose: () => void;
}) {
  const { wish, allowed, assignee } = conflict;
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.outcome.refusedTitle(wish.name)}
      closeButtonProps={{ "aria-label": words.close }}
    >
      {assignee === null ? null : <p>{words.outcome.refusedTo(assignee)}</p>}
      <p>{allowed.length > 0 ? words.outcome.refusedText : words.outcome.refusedNone}</p>
      <ul>
        {allowed.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button onClick={onClose}>{words.close}</Button>
      </Group>
    </Modal>
  );
}
