import { Textarea } from "@mantine/core";
import type { FocusEvent } from "react";
import type { Finding } from "../../../engine/definition/finding.js";
import type { Template } from "../../../engine/definition/template.js";
import { countSegments } from "../../../templates/segments.js";
import type { TemplateVariables } from "../../../templates/variables.js";
import type { TextChannel } from "../../draft/template-steps.js";
import { languageName, templateWords } from "../../words/templates.js";
import { FindingList } from "../draft/finding-list.js";
import { Arrivals, type Readers } from "./arrivals.js";
import classes from "./templates.module.css";
import { sampleText, type Values } from "./sample-text.js";
import type { Caret } from "./variable-list.js";

type Props = {
  readonly template: Template;
  readonly channel: TextChannel;
  readonly language: string;
  readonly known: TemplateVariables;
  readonly values: Values;
  readonly readers: Readers;
  readonly readOnly: boolean;
  readonly findings: readonly Finding[];
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
      {text === "" ? null : <Preview {...props} />}
    </div>
  );
}

function Preview({ template, channel, language, known, values, readers }: Props) {
  const text = sampleText({ template, channel, language, known, values });
  if (text === null) return <p className={classes.quiet}>{templateWords.noPreview}</p>;
  return (
    <>
      <figure
        className={classes.preview}
        aria-label={templateWords.preview(templateWords.channels[channel], languageName(language))}
        lang={language}
      >
        <p className={classes.bubble}>{text}</p>
        <figcaption lang="en">
          {channel === "sms" ? <Segments text={text} /> : templateWords.letters(text.length)}
        </figcaption>
      </figure>
      <Arrivals {...{ channel, language, text, readers }} />
    </>
  );
}

function Segments({ text }: { readonly text: string }) {
  const { segments, units, encoding } = countSegments(text);
  return (
    <>
      {templateWords.segments(segments, units)}
      {encoding === "UCS2" ? `. ${templateWords.special}` : null}
    </>
  );
}
