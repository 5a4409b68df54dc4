import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { Hit, Outcome } from "../../../engine/definition/rule-set.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { rulesFollowed } from "../../draft/new-rules.js";
import { idFor } from "../../draft/new-workflow.js";
import { makingWords as say } from "../../words/making.js";
import { useChanges } from "../draft/changes-context.js";
import type { MakingProps } from "./making.js";
import { MakingForm } from "./making-form.js";

/** What is not decided by the rules. */
const NOT = "";

/** Rules from nothing: for which cases, what they answer, and what when none of them matches. Their workflow follows them at once. */
export function NewRulesDialog({ workflow: given, onMade, onClose }: MakingProps) {
  const { body, record } = useChanges();
  const [asked, setAsked] = useState(given?.id ?? body.workflows[0]?.id);
  const [hit, setHit] = useState<Hit>("first");
  const [typed, setTyped] = useState<Typed>({ queue: null, priority: NOT });
  const workflow = body.workflows.find(({ id }) => id === asked);
  if (!workflow) return null;
  const answers = { ...typed, queue: typed.queue ?? workflow.defaultQueue };
  const make = (name: string) => {
    const id = idFor(name, body, ["ruleSets"]);
    const rules = { name, id, workflow: workflow.id, hit, otherwise: outcomeOf(answers) };
    record({ kind: "release", step: rulesFollowed(workflow, rules, say.followed) });
    onMade(id);
  };
  return (
    <MakingForm
      title={say.rules.make}
      hint={say.rulesHint}
      check={() =>
        Object.keys(outcomeOf(answers)).length === 0 ? { queue: say.answersNothing } : {}
      }
      onMake={make}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {given ? null : (
            <NativeSelect
              label={say.ofWorkflow}
              value={workflow.id}
              data={body.workflows.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={({ currentTarget }) => {
                setAsked(currentTarget.value);
                setTyped({ queue: null, priority: NOT });
              }}
            />
          )}
          <NativeSelect
            label={say.hit}
            value={hit}
            data={Object.entries(say.hits).map(([value, label]) => ({ value, label }))}
            onChange={({ currentTarget }) => setHit(currentTarget.value as Hit)}
          />
          <NativeSelect
            label={say.otherwiseQueue}
            value={answers.queue}
            error={errors["queue"]}
            data={[
              { value: NOT, label: say.notAnswered },
              ...body.organisation.queues.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => setTyped({ ...typed, queue: value })}
          />
          <Priorities
            workflow={workflow}
            value={answers.priority}
            onChange={(priority) => setTyped({ ...typed, priority })}
          />
        </>
      )}
    </MakingForm>
  );
}

/** What is answered when no rule matches. The queue is that of the workflow until somebody chooses. */
type Typed = { readonly queue: string | null; readonly priority: string };

function Priorities({
  workflow,
  value,
  onChange,
}: {
  readonly workflow: Workflow;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <NativeSelect
      label={say.otherwisePriority}
      value={value}
      data={[{ value: NOT, label: say.notAnswered }, ...workflow.priorities]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function outcomeOf(answers: { readonly queue: string; readonly priority: string }): Outcome {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== NOT));
}
