import { Button, Group, Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Attachment } from "../../../engine/protocol/message.js";
import { readAttachment } from "../../api/cases.js";
import { save } from "../../files/save.js";
import { Icon } from "../../ui/icons.js";
import { ProblemNote } from "../../ui/notes.js";
import { words } from "../../words/index.js";
import classes from "./attachments.module.css";

/** Pictures that browsers draw. Everything else is saved, and opened by what the person has for it. */
const DRAWN = ["image/jpeg", "image/png", "image/gif", "image/webp"];

/** Who a file is from. */
type Source = "patient" | "staff";

/** The files that came with a message, or that staff put in. Each is fetched when it is asked for: who was shown it is written down. */
export function Attachments({
  caseId,
  files,
  from = "patient",
}: {
  readonly caseId: string;
  readonly files: readonly Attachment[];
  readonly from?: Source;
}) {
  if (files.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={words.attachments.list}>
      {files.map((file) => (
        <li key={file.id} className={classes.file}>
          {file.state === undefined ? (
            <OneFile caseId={caseId} file={file} from={from} />
          ) : (
            <NotThere file={file} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** A file that nobody gets yet, or ever, with why. */
function NotThere({ file: { name, state, why = "" } }: { readonly file: Attachment }) {
  const { awaited, unchecked, refused, lost } = words.attachments.states;
  const said = { awaited, unchecked, refused: refused(why), lost: lost(why) };
  return (
    <span className={classes.missing} data-state={state}>
      <Icon name="clip" size={15} />
      <span>
        <span className={classes.name}>{name}</span>
        {state === undefined ? null : <span className={classes.why}>{said[state]}</span>}
      </span>
    </span>
  );
}

function OneFile({
  caseId,
  file,
  from,
}: {
  readonly caseId: string;
  readonly file: Attachment;
  readonly from: Source;
}) {
  const { id, name, type, size } = file;
  const opening = useMutation({
    mutationFn: async () => {
      const bytes = await readAttachment(caseId, id);
      return URL.createObjectURL(new Blob([bytes], { type }));
    },
    onSuccess: (url) => {
      if (!DRAWN.includes(type)) save(url, name);
    },
  });
  const { data: url } = opening;
  useEffect(() => {
    if (url === undefined) return undefined;
    return () => {
      URL.revokeObjectURL(url);
    };
  }, [url]);
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        maw="100%"
        classNames={{ label: classes.label }}
        title={name}
        leftSection={<Icon name="clip" size={15} />}
        loading={opening.isPending}
        onClick={() => {
          opening.mutate();
        }}
      >
        {name} · {sizeIn(size)}
      </Button>
      {opening.isError ? <ProblemNote error={opening.error} onRetry={opening.mutate} /> : null}
      {url !== undefined && DRAWN.includes(type) ? (
        <Modal
          opened
          onClose={opening.reset}
          title={name}
          size="auto"
          closeButtonProps={{ "aria-label": words.close }}
        >
          <img className={classes.picture} src={url} alt={name} />
          <Group justify="space-between">
            <span>
              {from === "staff" ? words.attachments.putInCaution : words.attachments.caution}
            </span>
            <Button
              variant="default"
              onClick={() => {
                save(url, name);
              }}
            >
              {words.attachments.save}
            </Button>
          </Group>
        </Modal>
      ) : null}
    </>
  );
}

function sizeIn(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024
    ? words.attachments.kilobytes(kilobytes)
    : words.attachments.megabytes(kilobytes / 1024);
}
