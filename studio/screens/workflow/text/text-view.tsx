import { Button } from "@mantine/core";
import { lazy, Suspense, useDeferredValue, useId, useMemo, useState, type ReactNode } from "react";
import { PUBLISHED_SCHEMAS } from "../../../../engine/definition/schemas.js";
import { readYaml } from "../../../../engine/text/yaml-file.js";
import type { Selection } from "../../../canvas/selection.js";
import type { CodeEditorProps, TextFault } from "../../../text/code-editor.js";
import { descriptionAt, suggestionsAt, type NamesByMember } from "../../../text/suggest.js";
import { Waiting } from "../../../ui/waiting.js";
import { Warning } from "../../../ui/warning.js";
import { textWords } from "../../../words/text.js";
import { useEditing } from "../edit/edit-context.js";
import { memberWords } from "../fields/member-words.js";
import type { Subject } from "../names.js";
import classes from "./text.module.css";
import type { UnreadFault } from "./typed-text.js";
import { useTypedText, type TypedText } from "./use-typed-text.js";

/** By itself larger than all that is said about workflows. */
const CodeEditor = lazy(async () => ({
  default: (await import("../../../text/code-editor.js")).CodeEditor,
}));

type Props = {
  readonly readOnly: boolean;
  /** What was chosen in the picture is brought into sight. */
  readonly selected: Selection | null;
  readonly undo: () => void;
  readonly redo: () => void;
  /** The picture of the same workflow, beside the text where there is room; it is told what the text has wrong. */
  readonly picture: (wrong: readonly Selection[]) => ReactNode;
};

/** A place that somebody asked for, as long as nothing else is chosen. */
type Asked = { readonly at: number; readonly since: string | null };

/** The workflow as text, which is edited like everything else: text, picture and tables are one model. */
export function TextView({ readOnly, selected, undo, redo, picture }: Props) {
  const { subject, findings, record } = useEditing();
  const { workflow } = subject;
  const typed = useTypedText(workflow, record);
  const { text, faults, isAhead } = typed;
  const leave = useId();
  const [asked, setAsked] = useState<Asked | null>(null);
  const file = useFile(text);
  const found: readonly TextFault[] = useMemo(
    () =>
      findings.map(({ path, severity, message, fix = "" }) => ({
        at: file?.offsetOf(path) ?? 0,
        severity,
        message: `${message} ${fix}`.trim(),
      })),
    [file, findings],
  );
  const path = selected && selected.kind !== "way" ? `/${selected.kind}s/${selected.id}` : null;
  const chosen = useMemo(() => (path === null ? null : { path }), [path]);
  const help = useMemo(() => helpFor(subject), [subject]);
  return (
    <div className={classes.sides}>
      <div className={classes.text}>
        <p className={classes.lead}>{readOnly ? textWords.leadReadOnly : textWords.lead}</p>
        <div className={classes.editor}>
          <Suspense fallback={<Waiting />}>
            <CodeEditor
              label={textWords.label(workflow.name)}
              describedBy={leave}
              value={text}
              readOnly={readOnly}
              faults={isAhead ? faults : found}
              help={help}
              show={asked && asked.since === path ? asked : chosen}
              offsetOf={(one) => file?.offsetOf(one) ?? 0}
              onType={typed.type}
              undo={{ back: undo, again: redo, isOwn: isAhead }}
            />
          </Suspense>
        </div>
        <p id={leave} className={classes.leave}>
          {readOnly ? textWords.leaveReadOnly : textWords.leave}
        </p>
        <Ahead typed={typed} onShow={({ at }) => setAsked({ at, since: path })} />
      </div>
      <div className={classes.picture}>{picture(places(faults))}</div>
    </div>
  );
}

/** What keeps the text from being read, and the ways on. */
function Ahead({
  typed: { faults, goBack, insist },
  onShow,
}: {
  readonly typed: TypedText;
  readonly onShow: (fault: UnreadFault) => void;
}) {
  if (faults.length === 0 && !insist) return null;
  return (
    <Warning title={insist ? textWords.conflict : textWords.unread}>
      <p>{insist ? textWords.conflictText : textWords.unreadText}</p>
      <ul className={classes.faults}>
        {faults.map((fault) => (
          <li key={`${String(fault.at)}${fault.message}`}>
            <button type="button" className={classes.fault} onClick={() => onShow(fault)}>
              {textWords.line(fault.line)}
            </button>{" "}
            {fault.message}
          </li>
        ))}
      </ul>
      <div className={classes.ways}>
        {insist ? (
          <Button size="compact-md" onClick={insist}>
            {textWords.useMine}
          </Button>
        ) : null}
        <Button size="compact-md" variant="default" onClick={goBack}>
          {textWords.back}
        </Button>
      </div>
    </Warning>
  );
}

/** The text as a file that knows where everything stands; null while it cannot be read. */
function useFile(text: string) {
  const shown = useDeferredValue(text);
  return useMemo(() => {
    const file = readYaml("", shown);
    return "yaml" in file ? file.yaml : null;
  }, [shown]);
}

function places(faults: readonly UnreadFault[]): readonly Selection[] {
  return faults.flatMap(({ about }) => (about ? [about] : []));
}

function helpFor({ workflow, body }: Subject): CodeEditorProps["help"] {
  const schema = PUBLISHED_SCHEMAS.workflow;
  const names = namesOf({ workflow, body });
  return {
    suggest: (place) => suggestionsAt(place, { schema, names }),
    describe: ({ inside, member }, word) => {
      if (member !== null) return nameOf(word, { workflow, body });
      const description = descriptionAt(inside, word, schema);
      const { label, help } = memberWords("", { key: word, description: description ?? undefined });
      const said = [help].filter((part) => part !== undefined);
      return [label, ...said].join(". ");
    },
  };
}

/** What something that is named is called. */
function nameOf(id: string, { workflow, body }: Pick<Subject, "workflow" | "body">): string | null {
  const { states, transitions, clocks = {} } = workflow;
  const here = [states, transitions, clocks].find((all) => Object.hasOwn(all, id))?.[id];
  if (here) return here.name;
  const { roles, queues } = body.organisation;
  const all = [...roles, ...queues, ...body.ruleSets];
  return all.find((one) => one.id === id)?.name ?? null;
}

function namesOf({ workflow, body }: Pick<Subject, "workflow" | "body">): NamesByMember {
  const states = Object.keys(workflow.states);
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  const { roles, queues } = body.organisation;
  return {
    ...{ initial: states, from: states, to: states, pauses: states, state: states },
    about: states,
    ...{ stops: Object.keys(workflow.transitions), form: Object.keys(workflow.forms ?? {}) },
    ...{ by: ids(roles), queue: ids(queues), defaultQueue: ids(queues) },
    ...{ rules: ids(body.ruleSets), clock: Object.keys(workflow.clocks ?? {}) },
    defaultPriority: workflow.priorities,
  };
}
