import { ActionIcon, Button, FileButton, Input } from "@mantine/core";
import { useId, useState } from "react";
import { Icon } from "../icons.js";
import { ACCEPTED, type FaultWords, withChosen } from "./chosen.js";
import classes from "./files-field.module.css";

/** What the field says. */
export type FilesWords = FaultWords & {
  readonly label: string;
  readonly hint: string;
  readonly add: string;
  readonly remove: (name: string) => string;
};

/** Pictures and documents that go along: chosen one after the other, listed, and told at once when one cannot be sent. */
export function FilesField({
  files,
  words,
  error,
  onChange,
}: {
  readonly files: readonly File[];
  readonly words: FilesWords;
  /** What the server has found wrong. */
  readonly error: string | undefined;
  readonly onChange: (files: readonly File[]) => void;
}) {
  const id = useId();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const told = [...faults, ...(error === undefined ? [] : [error])];
  const change = (next: readonly File[], wrong: readonly string[]) => {
    setFaults(wrong);
    onChange(next);
  };
  return (
    <div role="group" aria-labelledby={`${id}-label`} className={classes.files}>
      <Input.Label component="div" id={`${id}-label`}>
        {words.label}
      </Input.Label>
      <Input.Description>{words.hint}</Input.Description>
      {files.length === 0 ? null : (
        <ul>
          {files.map((file, place) => (
            <li key={`${file.name} ${String(place)}`}>
              <Icon name="clip" size={16} />
              <span dir="auto">{file.name}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="xl"
                aria-label={words.remove(file.name)}
                onClick={() => change(files.toSpliced(place, 1), [])}
              >
                <Icon name="cross" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <FileButton
        multiple
        accept={ACCEPTED}
        onChange={(added) => {
          const { files: next, faults: wrong } = withChosen(files, added, words);
          change(next, wrong);
        }}
      >
        {(props) => (
          <Button
            {...props}
            {...(error === undefined ? {} : { "data-wrong": true })}
            variant="default"
            size="md"
            leftSection={<Icon name="plus" size={16} />}
          >
            {words.add}
          </Button>
        )}
      </FileButton>
      <div role="alert">
        {told.map((sentence) => (
          <Input.Error key={sentence}>{sentence}</Input.Error>
        ))}
      </div>
    </div>
  );
}
