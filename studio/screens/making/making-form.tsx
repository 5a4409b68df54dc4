import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useRef, useState, type ReactNode } from "react";
import { focusFirstError } from "../../ui/schema-form/focus.js";
import type { FieldErrors } from "../../ui/schema-form/values.js";
import { words } from "../../words/index.js";
import { makingWords as say } from "../../words/making.js";

/** Longest name that a definition can have. */
const NAME_LENGTH = 120;

/** A dialog in which something is made from nothing: its name, what else has to be known of it, and the button. */
export function MakingForm({
  title,
  hint,
  size = "md",
  check,
  onMake,
  onClose,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly size?: "md" | "xl";
  /** What is wrong besides the name, by field. */
  readonly check: () => FieldErrors;
  readonly onMake: (name: string) => void;
  readonly onClose: () => void;
  readonly children: (errors: FieldErrors) => ReactNode;
}) {
  const [name, setName] = useState("");
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const wrong = { ...nameErrors(name), ...check() };
  // Once somebody has tried, what is wrong goes as it is mended.
  const errors = wasTried ? wrong : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong).length > 0) {
      focusFirstError(form.current);
      return;
    }
    onMake(name.trim());
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // The dialog stands inside other forms of the page, as React sees it.
          event.stopPropagation();
          submit();
        }}
      >
        <Stack gap="md">
          {hint === undefined ? null : <p style={{ margin: 0 }}>{hint}</p>}
          <TextInput
            label={say.name}
            data-autofocus
            withAsterisk
            aria-required
            autoComplete="off"
            value={name}
            error={errors["name"]}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {children(errors)}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit">{say.makeIt}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function nameErrors(name: string): FieldErrors {
  if (name.trim() === "") return { name: words.form.required };
  if (name.trim().length > NAME_LENGTH) return { name: words.form.tooLong(NAME_LENGTH) };
  return {};
}
