import { Modal, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { contributionsQuery } from "../../api/rule-plugins.js";
import { readFiles, type ReadFiles } from "../../files/import.js";
import { textsOf } from "../../files/picked.js";
import { ProblemNote } from "../../ui/notes.js";
import { Waiting } from "../../ui/waiting.js";
import { Warning } from "../../ui/warning.js";
import { filesWords as say } from "../../words/files.js";
import { words } from "../../words/index.js";
import classes from "./files.module.css";
import { FileFindings } from "./file-findings.js";
import { ImportPreview } from "./import-preview.js";

/** What was chosen: the names of the files, and what they say. */
type Chosen = { readonly from: string; readonly read: ReadFiles };

/** Takes definitions from files into the change set: what is wrong with them, or what would change, before anything does. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const field = useId();
  const reading = useMutation({ mutationFn: readChosen });
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={say.take}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <Stack gap="md">
        <p className={classes.lead}>{say.takeLead}</p>
        <label className={classes.choose} htmlFor={field}>
          {say.choose}
          <input
            id={field}
            type="file"
            multiple
            accept=".yaml,.yml,.zip"
            data-autofocus
            onChange={({ currentTarget: { files } }) => {
              if (files && files.length > 0) reading.mutate([...files]);
            }}
          />
        </label>
        {reading.isPending ? <p role="status">{say.reading}</p> : null}
        {reading.isError ? <Warning>{say.unreadable(namesOf(reading.variables))}</Warning> : null}
        {reading.data ? (
          <Read key={reading.submittedAt} {...reading.data} onClose={onClose} />
        ) : null}
      </Stack>
    </Modal>
  );
}

async function readChosen(files: readonly File[]): Promise<Chosen> {
  return { from: namesOf(files), read: readFiles(await textsOf(files)) };
}

function namesOf(files: readonly File[]): string {
  return files.map(({ name }) => name).join(", ");
}

function Read({ from, read, onClose }: Chosen & { readonly onClose: () => void }) {
  const plugins = useQuery(contributionsQuery);
  if ("findings" in read)
    return (
      <Warning title={say.wrong(read.findings.length)}>
        <FileFindings findings={read.findings} />
      </Warning>
    );
  if (read.definitions.length === 0) return <Warning>{say.empty}</Warning>;
  if (plugins.isPending) return <Waiting />;
  if (!plugins.data)
    return <ProblemNote error={plugins.error} onRetry={() => void plugins.refetch()} />;
  return (
    <ImportPreview
      from={from}
      definitions={read.definitions}
      contributions={plugins.data}
      onClose={onClose}
    />
  );
}
