import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import { eraseCase, type Extent } from "../../api/cases.js";
import { keys } from "../../api/keys.js";
import card from "../../ui/card.module.css";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";

/** Lets those who may erase a closed case, or everything about its person. */
export function EraseCard({ detail }: { readonly detail: CaseDetail }) {
  const [asked, setAsked] = useState<"asked" | "closed">("closed");
  const mayErase = useMay("case.erase");
  if (!mayErase || detail.status === "open") return null;
  return (
    <section className={card.card} aria-labelledby="erase">
      <h2 id="erase">{words.case.erase}</h2>
      <Stack gap="sm">
        <p>{words.case.eraseText}</p>
        <Group>
          <Button variant="default" onClick={() => setAsked("asked")}>
            {words.case.eraseAsk}
          </Button>
        </Group>
      </Stack>
      {asked === "asked" ? <EraseDialog id={detail.id} onClose={() => setAsked("closed")} /> : null}
    </section>
  );
}

function EraseDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [extent, setExtent] = useState<Extent>("case");
  const client = useQueryClient();
  const erasing = useMutation({
    mutationFn: () => eraseCase(id, { reason, extent }),
    onSuccess: () => {
      toast("done", words.case.eraseDone);
      onClose();
      // Forgotten and asked for anew: the page then says that it has been erased.
      void client.resetQueries({ queryKey: keys.case(id) });
      void client.invalidateQueries();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.case.erase}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          erasing.mutate();
        }}
      >
        <Stack gap="md">
          {erasing.isError ? <ProblemNote error={erasing.error} /> : null}
          <p>{words.case.eraseText}</p>
          <Radio.Group
            label={words.case.eraseExtent}
            value={extent}
            onChange={(value) => setExtent(value === "person" ? "person" : "case")}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="case" label={words.case.eraseCase} />
              <Radio value="person" label={words.case.erasePerson} />
            </Stack>
          </Radio.Group>
          <Textarea
            label={words.case.eraseReason}
            required
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={erasing.isPending} disabled={reason.trim() === ""}>
              {words.case.erase}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
