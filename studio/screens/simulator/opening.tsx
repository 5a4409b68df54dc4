import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Scenario } from "../../../engine/definition/scenario.js";
import type { Move, Session } from "../../../engine/simulate/index.js";
import card from "../../ui/card.module.css";
import { SchemaForm } from "../../ui/schema-form/form.js";
import { simulatorWords } from "../../words/simulator.js";
import type { Subject } from "../workflow/names.js";
import { FirstMessage } from "./first-message.js";
import { rolesIn } from "./people.js";
import classes from "./simulator.module.css";

type Created = Extract<Scenario["steps"][number], { created: unknown }>["created"];

/** How a case begins: who opens it, when, in which language, and with what. */
export function Opening({
  subject,
  session,
  onPlay,
  onBegin,
}: {
  readonly subject: Subject;
  readonly session: Session;
  readonly onPlay: (move: Move) => void;
  /** Epoch milliseconds. */
  readonly onBegin: (begins: number) => void;
}) {
  const { organisation } = subject.body;
  const say = simulatorWords.open;
  const [who, setWho] = useState("sms");
  const [language, setLanguage] = useState(organisation.defaultLanguage);
  const channel = who === "sms" || who === "email" ? who : null;
  const open = (created: Created) => {
    const by: Created = channel === null ? { as: who } : channel === "email" ? { channel } : {};
    onPlay({ created: { ...created, language, ...by } });
  };
  return (
    <section className={card.card} aria-labelledby="simulator-open">
      <h2 id="simulator-open">{say.title}</h2>
      <div className={classes.fields}>
        <NativeSelect
          label={say.who}
          value={who}
          data={[
            { value: "sms", label: say.bySms },
            { value: "email", label: say.byEmail },
            ...rolesIn(subject).map(({ id, name }) => ({ value: id, label: say.byRole(name) })),
          ]}
          onChange={(event) => setWho(event.currentTarget.value)}
        />
        <NativeSelect
          label={say.language}
          value={language}
          data={organisation.languages.map((one) => ({ value: one, label: languageName(one) }))}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
        <Beginning begins={session.begins} onBegin={onBegin} />
        {channel === null ? (
          <SchemaForm
            key={who}
            form={subject.workflow.data}
            submit={say.submit}
            onSubmit={(data) => open({ data: data as NonNullable<Created["data"]> })}
            onCancel={() => setWho("sms")}
          />
        ) : (
          <FirstMessage key={channel} {...{ channel, subject, session }} onSend={open} />
        )}
      </div>
    </section>
  );
}

function Beginning({
  begins,
  onBegin,
}: {
  readonly begins: number;
  readonly onBegin: (begins: number) => void;
}) {
  const [typed, setTyped] = useState(() => localMinute(begins));
  return (
    <TextInput
      type="datetime-local"
      label={simulatorWords.open.begins}
      value={typed}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setTyped(value);
        const at = new Date(value).getTime();
        if (Number.isFinite(at)) onBegin(at);
      }}
    />
  );
}

/** An instant as a field for local time has it: `2026-03-02T09:00`. */
function localMinute(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offsetMs).toISOString().slice(0, 16);
}

function languageName(language: string): string {
  return new Intl.DisplayNames(undefined, { type: "language" }).of(language) ?? language;
}
