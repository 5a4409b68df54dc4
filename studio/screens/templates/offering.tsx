import { Button, NativeSelect } from "@mantine/core";
import { useMemo } from "react";
import type { Condition } from "../../../engine/definition/conditions/condition.js";
import { lintSuggestion } from "../../../engine/definition/lint/index.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { suggestionFacts, type Suggestion } from "../../../engine/definition/suggestion.js";
import type { Template } from "../../../engine/definition/template.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { firstComparison } from "../../draft/comparison.js";
import { applyConditionEdit } from "../../draft/condition-edits.js";
import { ConditionEditor } from "../../ui/condition/condition-editor.js";
import { ConditionProvider, type ConditionWorld } from "../../ui/condition/condition-world.js";
import { templateWords } from "../../words/templates.js";
import { FindingList } from "../draft/finding-list.js";
import { factsThere } from "../workflow/fields/facts-there.js";
import classes from "./templates.module.css";

type Props = {
  readonly template: Template;
  readonly body: ReleaseBody;
  readonly readOnly: boolean;
  readonly onChange: (suggest: Suggestion | null) => void;
};

/** Whether staff are offered a message as an answer, on cases of which kind, and when. */
export function Offering({ template, body, readOnly, onChange }: Props) {
  const { suggest } = template;
  const workflow = body.workflows.find(({ id }) => id === suggest?.workflow);
  return (
    <section className={classes.text} aria-label={templateWords.offer}>
      <h3>{templateWords.offers}</h3>
      <NativeSelect
        label={templateWords.offer}
        description={templateWords.offerHelp}
        disabled={readOnly}
        value={suggest?.workflow ?? ""}
        data={[
          { value: "", label: templateWords.offerNobody },
          ...body.workflows.map(({ id, name }) => ({
            value: id,
            label: templateWords.offerOn(name),
          })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange(value === "" ? null : { workflow: value })
        }
      />
      {suggest && workflow ? (
        <When
          {...{ workflow, body, readOnly }}
          when={suggest.when}
          onChange={(when) =>
            onChange(when ? { workflow: workflow.id, when } : { workflow: workflow.id })
          }
        />
      ) : null}
      <FindingList findings={lintSuggestion(template, body.workflows)} />
    </section>
  );
}

function When({
  workflow,
  body,
  readOnly,
  when,
  onChange,
}: {
  readonly workflow: Workflow;
  readonly body: ReleaseBody;
  readonly readOnly: boolean;
  readonly when: Condition | undefined;
  readonly onChange: (when: Condition | undefined) => void;
}) {
  const world = useMemo(() => offeringWorld(workflow, body), [workflow, body]);
  if (when === undefined)
    return readOnly ? null : (
      <div>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onChange(firstComparison(firstFact(world), world.vocabulary))}
        >
          {templateWords.offerWhen}
        </Button>
      </div>
    );
  return (
    <ConditionProvider value={{ ...world, readOnly }}>
      <ConditionEditor
        condition={when}
        onEdit={(edit) => onChange(applyConditionEdit(when, edit))}
      />
      {readOnly ? null : (
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(undefined)}>
            {templateWords.offerAlways}
          </Button>
        </div>
      )}
    </ConditionProvider>
  );
}

/** What the condition may ask, in words. */
function offeringWorld(workflow: Workflow, body: ReleaseBody): Omit<ConditionWorld, "readOnly"> {
  const there = factsThere({ workflow, body });
  const facts = suggestionFacts(workflow);
  const labels = { ...there.labels, "message.text": templateWords.offerMessage };
  return { ...there, labels, vocabulary: { ...there.vocabulary, facts } };
}

/** What is asked first: a field of the case's data where there is one. */
function firstFact({ vocabulary }: Pick<ConditionWorld, "vocabulary">): string {
  const facts = Object.keys(vocabulary.facts);
  return facts.find((fact) => fact.startsWith("data.")) ?? "case.priority";
}
