import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { words } from "../words/index.js";

/** A dialog in which a part of somebody's changes is made or changed: its fields, and the buttons that keep it or let it be. */
export function DraftDialog({
  title,
  done,
  onKeep,
  onClose,
  children,
}: {
  readonly title: string;
  /** On the button that keeps it. */
  readonly done: string;
  /** Keeps it, and closes the dialog unless something is wrong. */
  readonly onKeep: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onKeep();
        }}
      >
        <Stack gap="lg">
          {children}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit">{done}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
