import { Button, NativeSelect } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { lintSuggestion } from "../../../engine/definition/lint/index.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Template } from "../../../engine/definition/template.js";
import { readersOf, variablesKnownTo } from "../../../engine/release-variables.js";
import { lintTemplate } from "../../../templates/lint.js";
import type { TemplateStep, TextChannel } from "../../draft/template-steps.js";
import { templateWords } from "../../words/templates.js";
import { BegunOn } from "../draft/begun-on.js";
import { errorsOf } from "../draft/finding-list.js";
import { History } from "../draft/history.js";
import { usePluginFindingsIn } from "../draft/plugin-findings.js";
import { Publish } from "../draft/publish.js";
import { useRights } from "../draft/rights-context.js";
import { useDraft } from "../draft/use-draft.js";
import { DownloadDefinition } from "../files/download.js";
import { Arrivals, type Readers } from "./arrivals.js";
import { Offering } from "./offering.js";
import classes from "./templates.module.css";
import { sampleText, type Values } from "./sample-text.js";
import { TextField } from "./text-field.js";
import { VariableList, type Caret } from "./variable-list.js";

/** One message: its texts side by side, each with what the person reads, and what can be put in. */
export function TemplateEditor({ id, body }: { readonly id: string; readonly body: ReleaseBody }) {
  const drafting = useDraft({ kind: "template", id });
  const { model: template, record } = drafting;
  const rights = useRights();
  const mayOffer = rights.all("templates", id, "suggest");
  const mayWrite = (channel: TextChannel, ...language: readonly string[]) =>
    rights.all("templates", id, "texts", channel, ...language);
  const [values, setValues] = useState<Values>("sample");
  const caret = useRef<Caret | null>(null);
  const known = useMemo(() => variablesKnownTo(id, body), [id, body]);
  const readers = useMemo(() => readersOf(id, body), [id, body]);
  const { organisation } = body;
  const findings = [
    ...lintTemplate(template, organisation, known),
    ...usePluginFindingsIn("templates", id),
  ];
  const { email } = template.texts;
  const field = (channel: TextChannel, language: string) => (
    <TextField
      key={`${channel} ${language}`}
      template={template}
      {...{ channel, language, known, values, readers, organisation }}
      beginning={otherText(template, channel, organisation.defaultLanguage)}
      readOnly={!mayWrite(channel, language)}
      findings={findings.filter(({ path }) => path === `/texts/${channel}/${language}`)}
      onCaret={(at) => {
        caret.current = at;
      }}
      onChange={(text) => record({ do: "setText", channel, language, text })}
    />
  );
  return (
    <>
      <div className={classes.top}>
        <div className={classes.grow}>
          <h2>{template.name}</h2>
          <p className={classes.quiet}>{template.description}</p>
        </div>
        <NativeSelect
          label={templateWords.values}
          value={values}
          data={[
            { value: "sample", label: templateWords.usual },
            { value: "longest", label: templateWords.longest },
          ]}
          onChange={(event) => setValues(event.currentTarget.value as Values)}
        />
        <DownloadDefinition
          body={body}
          definition={{ kind: "template", id }}
          name={template.name}
        />
        <History drafting={drafting} />
      </div>
      <BegunOn />
      <h3>{templateWords.channels.sms}</h3>
      <div className={classes.texts}>
        {languagesOf(template, "sms", organisation.languages).map((one) => field("sms", one))}
      </div>
      <h3>{templateWords.channels.email}</h3>
      {email ? (
        <div className={classes.texts}>
          {languagesOf(template, "email", organisation.languages).map((one) => field("email", one))}
        </div>
      ) : (
        <SameEmail
          {...{ template, known, values, readers }}
          language={organisation.defaultLanguage}
        />
      )}
      {mayWrite("email") ? <EmailSwitch template={template} record={record} /> : null}
      <Offering
        {...{ template, body }}
        readOnly={!mayOffer}
        onChange={(suggest) => record({ do: "setSuggest", suggest })}
      />
      {rights.some("templates", id, "texts") ? <VariableList known={known} caret={caret} /> : null}
      <Publish
        isSound={errorsOf([...findings, ...lintSuggestion(template, body.workflows)]).length === 0}
      />
    </>
  );
}

/** That the text of the SMS is sent by e-mail, and what plugins show of that in one language. */
function SameEmail({
  readers,
  ...shown
}: Omit<Parameters<typeof sampleText>[0], "channel"> & { readonly readers: Readers }) {
  const text = sampleText({ ...shown, channel: "email" });
  return (
    <div className={classes.text}>
      <p className={classes.quiet}>{templateWords.sameEmail}</p>
      {text ? <Arrivals {...{ text, readers }} channel="email" language={shown.language} /> : null}
    </div>
  );
}

/** E-mail begins with the text of the SMS, so that there is something to go on from. */
function EmailSwitch({
  template: { texts },
  record,
}: {
  readonly template: Template;
  readonly record: (step: TemplateStep) => void;
}) {
  const [language, text] = Object.entries(texts.sms)[0] ?? ["en", ""];
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() =>
        record(
          texts.email
            ? { do: "removeChannel", channel: "email" }
            : { do: "setText", channel: "email", language, text },
        )
      }
    >
      {texts.email ? templateWords.noOwnEmail : templateWords.ownEmail}
    </Button>
  );
}

/** A text that is there already, in the usual language where it is. */
function otherText({ texts }: Template, channel: TextChannel, usual: string) {
  const written = texts[channel] ?? {};
  const language = Object.hasOwn(written, usual) ? usual : Object.keys(written)[0];
  return language === undefined ? null : { language, text: written[language] ?? "" };
}

/** The languages of the organisation, then those that only this template has. */
function languagesOf(
  { texts }: Template,
  channel: TextChannel,
  wanted: readonly string[],
): readonly string[] {
  return [...new Set([...wanted, ...Object.keys(texts[channel] ?? {})])];
}
