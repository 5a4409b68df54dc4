import { ActionIcon, Button } from "@mantine/core";
import { useEffect, useEffectEvent } from "react";
import { readClipping } from "../../../draft/clipping.js";
import { Icon, type IconName } from "../../../ui/icons.js";
import { clipWords } from "../../../words/clip.js";
import classes from "../edit/edit.module.css";
import { useEditing } from "../edit/edit-context.js";
import { ClashDialog } from "./clash-dialog.js";
import { keptClip, offerToClipboard } from "./kept-clip.js";
import { useClip } from "./use-clip.js";

/** Buttons that copy and paste states, and the same by the keys of every program. */
export function ClipTools() {
  const { picked, pickedCount, onPickAll } = useEditing();
  const clip = useClip();
  const { asking, copy, cut, duplicate, paste, finish, cancel } = clip;
  useClipKeys(clip);
  const byButton = (take: () => string | null) => () => {
    const text = take();
    if (text !== null) offerToClipboard(text);
  };
  const isNone = picked.length === 0;
  return (
    <div role="group" aria-label={clipWords.tools} className={classes.buttons}>
      <Tool icon="copy" label={clipWords.copy} disabled={isNone} onClick={byButton(copy)} />
      <Tool icon="cut" label={clipWords.cut} disabled={isNone} onClick={byButton(cut)} />
      <Tool icon="stack" label={clipWords.duplicate} disabled={isNone} onClick={duplicate} />
      <Tool icon="paste" label={clipWords.paste} onClick={() => paste(keptClip.read())} />
      <span role="status" className={classes.quiet}>
        {pickedCount === 0 ? null : clipWords.picked(pickedCount)}
      </span>
      {pickedCount === 0 ? null : (
        <Button size="compact-sm" variant="default" onClick={() => onPickAll([])}>
          {clipWords.pickNone}
        </Button>
      )}
      {asking ? <ClashDialog asking={asking} onCancel={cancel} onPaste={finish} /> : null}
    </div>
  );
}

function Tool({
  icon,
  label,
  ...rest
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <ActionIcon variant="default" aria-label={label} title={label} {...rest}>
      <Icon name={icon} size={16} />
    </ActionIcon>
  );
}

/** The browser's own events of its clipboard, which need no permission, and Ctrl+D. A field keeps them for itself. */
function useClipKeys({ copy, cut, duplicate, paste }: ReturnType<typeof useClip>): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    if (isElsewhere(event)) return;
    const text = event.type === "cut" ? cut() : copy();
    if (text === null) return;
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  });
  const put = useEffectEvent((event: ClipboardEvent) => {
    const clipping = readClipping(event.clipboardData?.getData("text/plain") ?? "");
    if (isElsewhere(event) || !clipping) return;
    event.preventDefault();
    paste(clipping);
  });
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!isCommand || event.key.toLowerCase() !== "d" || isElsewhere(event)) return;
    event.preventDefault();
    duplicate();
  });
  useEffect(() => {
    document.addEventListener("copy", take);
    document.addEventListener("cut", take);
    document.addEventListener("paste", put);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("copy", take);
      document.removeEventListener("cut", take);
      document.removeEventListener("paste", put);
      document.removeEventListener("keydown", press);
    };
  }, []);
}

/** Whether somebody is in a field, has marked text, or answers a dialog: then the keys mean that. */
function isElsewhere({ target }: Event): boolean {
  if (document.querySelector('[aria-modal="true"]') || getSelection()?.toString()) return true;
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable='true']") !== null
  );
}
