import { Button, Textarea } from "@mantine/core";
import type { FocusEvent } from "react";
import type { Finding } from "../../../engine/definition/finding.js";
import { languageName, templateWords } from "../../words/templates.js";
import { FindingList } from "../draft/finding-list.js";
import { Preview, type Previewed } from "./preview.js";
import classes from "./templates.module.css";
import type { Caret } from "./variable-list.js";

type Props = Previewed & {
  readonly readOnly: boolean;
  readonly findings: readonly Finding[];
  /** The text of another language to begin with, where this one has none. */
  readonly beginning?: { readonly language: string; readonly text: string } | null;
  /** Tells where somebody writes, for what is put in from elsewhere. */
  readonly onCaret: (caret: Caret) => void;
  readonly onChange: (text: string) => void;
};

/** A text in one language, and below it what the person reads. */
export function TextField(props: Props) {
  const { template, channel, language, readOnly, findings, onCaret, onChange } = props;
  const text = template.texts[channel]?.[language] ?? "";
  const note = ({ currentTarget: field }: FocusEvent<HTMLTextAreaElement>) => {
    onCaret({
      put: (added) => {
        field.setRangeText(added, field.selectionStart, field.selectionEnd, "end");
        onChange(field.value);
        field.focus();
      },
    });
  };
  return (
    <div className={classes.text}>
      <Textarea
        label={templateWords.textIn(templateWords.channels[channel], languageName(language))}
        lang={language}
        rows={channel === "sms" ? 5 : 10}
        maxLength={2000}
        readOnly={readOnly}
        value={text}
        onFocus={note}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <FindingList findings={findings} />
      {text === "" ? <Missing {...props} /> : <Preview {...props} />}
    </div>
  );
}

/** Says what people get who read a language in which there is no text, and offers it to begin with. */
function Missing({ beginning, language, readOnly, onChange }: Props) {
  if (!beginning) return null;
  const other = languageName(beginning.language);
  return (
    <>
      <p className={classes.quiet}>{templateWords.insteadOf(languageName(language), other)}</p>
      {readOnly ? null : (
        <div>
          <Button variant="default" size="compact-sm" onClick={() => onChange(beginning.text)}>
            {templateWords.beginWith(other)}
          </Button>
        </div>
      )}
    </>
  );
}
