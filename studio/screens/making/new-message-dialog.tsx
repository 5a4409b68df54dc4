import { Input } from "@mantine/core";
import { useRef, useState } from "react";
import { readersOf, variablesKnownTo } from "../../../engine/release-variables.js";
import { lintTemplate } from "../../../templates/lint.js";
import { newMessage } from "../../draft/new-message.js";
import { idFor } from "../../draft/new-workflow.js";
import { draftWords } from "../../words/draft.js";
import { makingWords as say } from "../../words/making.js";
import { useChanges } from "../draft/changes-context.js";
import { errorsOf } from "../draft/finding-list.js";
import { TextField } from "../templates/text-field.js";
import { VariableList, type Caret } from "../templates/variable-list.js";
import type { MakingProps } from "./making.js";
import { MakingForm } from "./making-form.js";

/** Of a message that nothing sends yet: it can name what every message can. */
const UNSENT = "";

/** A message from nothing: its name, and its text in each language beside what the patient reads. */
export function NewMessageDialog({ onMade, onClose }: MakingProps) {
  const { body, record } = useChanges();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const caret = useRef<Caret | null>(null);
  const { organisation } = body;
  const [known, readers] = [variablesKnownTo(UNSENT, body), readersOf(UNSENT, body)];
  const template = newMessage({ id: "new", name: "", texts });
  const isWritten = Object.keys(template.texts.sms).length > 0;
  const findings = isWritten ? lintTemplate(template, organisation, known) : [];
  const isBroken = errorsOf(findings).length > 0;
  return (
    <MakingForm
      title={say.template.make}
      hint={say.messageHint}
      size="xl"
      check={() =>
        !isWritten ? { text: say.textNeeded } : isBroken ? { text: draftWords.broken } : {}
      }
      onClose={onClose}
      onMake={(name) => {
        const id = idFor(name, body, ["templates"]);
        const entry = newMessage({ id, name, texts });
        record({ kind: "release", step: { do: "add", to: "templates", entry } });
        onMade(id);
      }}
    >
      {(errors) => (
        <>
          {organisation.languages.map((language) => (
            <TextField
              key={language}
              {...{ template, language, known, readers, organisation }}
              channel="sms"
              values="sample"
              readOnly={false}
              findings={findings.filter(({ path }) => path === `/texts/sms/${language}`)}
              onCaret={(at) => {
                caret.current = at;
              }}
              onChange={(text) => setTexts({ ...texts, [language]: text })}
            />
          ))}
          {errors["text"] === undefined ? null : (
            <Input.Error role="alert">{errors["text"]}</Input.Error>
          )}
          <VariableList known={known} caret={caret} />
        </>
      )}
    </MakingForm>
  );
}
