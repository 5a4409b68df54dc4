import { Button, Group, Modal, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import type { Clipping } from "../../../draft/clipping.js";
import type { Answer, Clash } from "../../../draft/pasting.js";
import { clipWords } from "../../../words/clip.js";
import { words } from "../../../words/index.js";
import type { Asking } from "./use-clip.js";

/** Asks what becomes of what has the same name as something else here. */
export function ClashDialog({
  asking: { clipping, clashes },
  onCancel,
  onPaste,
}: {
  readonly asking: Asking;
  readonly onCancel: () => void;
  readonly onPaste: (clipping: Clipping, answerTo: (clash: Clash) => Answer) => void;
}) {
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({});
  const answerTo = (clash: Clash) => answers[nameOf(clash)] ?? "both";
  return (
    <Modal
      opened
      onClose={onCancel}
      title={clipWords.clashTitle}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <Stack gap="md">
        <p>{clipWords.clashLead}</p>
        {clashes.map((clash) =>
          clash.list === "fields" ? (
            <p key={nameOf(clash)}>
              <b>{clipWords.clash.fields(clash.id)}</b>. {clipWords.fieldStays}
            </p>
          ) : (
            <Radio.Group
              key={nameOf(clash)}
              label={clipWords.clash[clash.list](clash.id)}
              value={answerTo(clash)}
              onChange={(answer) => setAnswers({ ...answers, [nameOf(clash)]: answer })}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="both" label={clipWords.both} />
                <Radio value="here" label={clipWords.here} />
              </Stack>
            </Radio.Group>
          ),
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {clipWords.cancel}
          </Button>
          <Button data-autofocus onClick={() => onPaste(clipping, answerTo)}>
            {clipWords.paste}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function nameOf({ list, id }: Clash): string {
  return `${list} ${id}`;
}
