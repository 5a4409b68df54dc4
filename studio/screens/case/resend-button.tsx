import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Message } from "../../../engine/protocol/message.js";
import { resendMessage } from "../../api/cases.js";
import { keys } from "../../api/keys.js";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";

const say = words.message;

/** Lets staff have a message sent again that failed, or may not have arrived; nothing for whoever may not act. */
export function ResendButton({
  caseId,
  message,
}: {
  readonly caseId: string;
  readonly message: Message;
}) {
  const [asked, setAsked] = useState<"asked" | "closed">("closed");
  const mayAct = useMay("case.act");
  if (!mayAct || !message.resendable) return null;
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={() => setAsked("asked")}>
        {say.resend}
      </Button>
      {asked === "asked" ? (
        <ResendDialog caseId={caseId} message={message} onClose={() => setAsked("closed")} />
      ) : null}
    </>
  );
}

function ResendDialog({
  caseId,
  message,
  onClose,
}: {
  readonly caseId: string;
  readonly message: Message;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const resending = useMutation({
    mutationFn: () => resendMessage(caseId, message.id),
    onSuccess: () => {
      toast("done", say.resent);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages(caseId) }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.resend}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <Stack gap="md">
        {resending.isError ? <ProblemNote error={resending.error} /> : null}
        <p>{message.state === "unknown" ? say.resendUnknown : say.resendFailed}</p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button loading={resending.isPending} onClick={() => resending.mutate()}>
            {say.resend}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
