import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { useNavigate } from "react-router";
import type { Contributions } from "../../../engine/definition/contributions.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { lintRuleSet } from "../../../rules/lint/lint-rule-set.js";
import { contributionsQuery } from "../../api/rule-plugins.js";
import { ConditionProvider } from "../../ui/condition/condition-world.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { Waiting } from "../../ui/waiting.js";
import { rulesWords } from "../../words/rules.js";
import { BegunOn } from "../draft/begun-on.js";
import { useChanges } from "../draft/changes-context.js";
import { errorsOf } from "../draft/finding-list.js";
import { usePluginFindingsIn } from "../draft/plugin-findings.js";
import { Publish } from "../draft/publish.js";
import { ANY_NEW, useRights } from "../draft/rights-context.js";
import { useDraft } from "../draft/use-draft.js";
import { DownloadDefinition } from "../files/download.js";
import { ImportButton } from "../files/import-button.js";
import { MakeButton } from "../making/make-button.js";
import { Parts } from "./parts.js";
import { RulesProvider, rulesWorld } from "./rules-context.js";
import classes from "./rules.module.css";

/** The rule sets of the release as it is changed, one of them to be read, changed, tried and published. */
export function Rules({ id }: { readonly id: string | undefined }) {
  const { body } = useChanges();
  const plugins = useQuery(contributionsQuery);
  const navigate = useNavigate();
  const mayMake = useRights().all("ruleSets", ANY_NEW);
  if (plugins.isPending) return <Waiting />;
  if (!plugins.data)
    return <ProblemNote error={plugins.error} onRetry={() => void plugins.refetch()} />;
  const set = body.ruleSets.find((one) => one.id === id) ?? body.ruleSets[0];
  const make = mayMake ? (
    <MakeButton what="rules" onMade={(made) => void navigate(`/admin/rules/${made}`)} />
  ) : null;
  if (!set) {
    return (
      <Empty icon="route" title={rulesWords.none}>
        <p>{rulesWords.noneText}</p>
        {make}
      </Empty>
    );
  }
  const workflow = body.workflows.find((one) => one.id === set.workflow);
  return (
    <>
      <div className={classes.top}>
        <div className={classes.grow}>
          <h2>{rulesWords.title}</h2>
          <p className={classes.quiet}>{rulesWords.changing}</p>
        </div>
        <NativeSelect
          label={rulesWords.ruleSet}
          value={set.id}
          data={body.ruleSets.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(event) => void navigate(`/admin/rules/${event.currentTarget.value}`)}
        />
        <DownloadDefinition
          body={body}
          definition={{ kind: "ruleset", id: set.id }}
          name={set.name}
        />
        <ImportButton />
        {make}
      </div>
      {workflow ? (
        <Editor
          key={set.id}
          id={set.id}
          workflow={workflow}
          organisation={body.organisation}
          contributions={plugins.data}
        />
      ) : (
        <Empty icon="route" title={rulesWords.noWorkflow} />
      )}
    </>
  );
}

type EditorProps = {
  readonly id: string;
  readonly workflow: Workflow;
  readonly organisation: ReleaseBody["organisation"];
  readonly contributions: Contributions;
};

function Editor({ id, ...definitions }: EditorProps) {
  const { workflow, organisation, contributions } = definitions;
  const drafting = useDraft({ kind: "rules", id });
  const readOnly = !useRights().some("ruleSets", id);
  const { model: ruleSet, record } = drafting;
  const world = rulesWorld({ ruleSet, ...definitions, readOnly, record });
  const checked = useDeferredValue(ruleSet);
  const ours = useMemo(
    () => lintRuleSet(checked, workflow, organisation, contributions),
    [checked, workflow, organisation, contributions],
  );
  const findings = [...ours, ...usePluginFindingsIn("ruleSets", id)];
  return (
    <RulesProvider value={world}>
      <BegunOn />
      <ConditionProvider value={world}>
        <Parts findings={findings} drafting={drafting} />
      </ConditionProvider>
      <Publish isSound={errorsOf(findings).length === 0} />
    </RulesProvider>
  );
}
