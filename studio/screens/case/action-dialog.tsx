import { Modal } from "@mantine/core";
import { useState } from "react";
import type { Action, CaseDetail } from "../../../engine/protocol/case.js";
import { SchemaForm } from "../../ui/schema-form/form.js";
import { UserPickerProvider } from "../../ui/schema-form/user-picker.js";
import type { FieldErrors } from "../../ui/schema-form/values.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { pickPerson, PickingProvider } from "./people-picker.js";
import type { Ended } from "./use-action.js";

/** The form of an action, drawn from its schema. */
export function ActionDialog({
  detail,
  action,
  onSend,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly action: Action;
  readonly onSend: (input: Record<string, unknown>) => Promise<Ended>;
  readonly onClose: () => void;
}) {
  const [errors, setErrors] = useState<FieldErrors>({});
  const [busy, setBusy] = useState<"idle" | "sending">("idle");
  const submit = async (input: Record<string, unknown>) => {
    setBusy("sending");
    const ended = await onSend(input);
    setBusy("idle");
    if (ended.kind === "wrong") setErrors(ended.errors);
    else if (ended.kind !== "failed") onClose();
  };
  const mayRead = useMay("user.read");
  if (!action.form) return null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={action.name}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <PickingProvider value={detail}>
        <UserPickerProvider value={mayRead ? pickPerson : null}>
          <SchemaForm
            form={action.form}
            submit={action.name}
            errors={errors}
            busy={busy === "sending"}
            onSubmit={(input) => void submit(input)}
            onCancel={onClose}
          />
        </UserPickerProvider>
      </PickingProvider>
    </Modal>
  );
}
